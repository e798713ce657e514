import type { Notification } from '#contract/notifications.ts'

const sessionWords = {
  proposed: 'proposed a study session',
  accepted: 'accepted the study session',
  declined: 'declined the study session',
  cancelled: 'cancelled the study session',
}

/** What happened, in a sentence: "Ada asks you to study together". */
export function notificationWords({ kind, what, count, partner }: Notification): string {
  const { firstName } = partner
  if (kind === 'request') return `${firstName} asks you to study together`
  if (kind === 'acceptance') return `${firstName} accepted your request`
  if (kind === 'message')
    return count === 1 ? `A new message from ${firstName}` : `${count} new messages from ${firstName}`
  if (what === 'soon') return `You meet ${firstName} soon`
  return `${firstName} ${sessionWords[what ?? 'proposed']}`
}
