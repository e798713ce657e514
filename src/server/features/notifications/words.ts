import type { Notification, PushPayload } from '#contract/notifications.ts'

/** What words are made of: never what somebody wrote. */
export interface Told extends Pick<Notification, 'kind' | 'what' | 'count' | 'connectionId'> {
  /** First name. */
  partner: string
  course: string
}

const sessionWords: Record<NonNullable<Told['what']>, string> = {
  proposed: 'proposes a study session',
  accepted: 'accepted your study session',
  declined: 'declined your study session',
  cancelled: 'cancelled a study session',
  soon: 'studies with you within the hour',
}

/** What the partner did, as it follows their name. */
export function wordsOf({ kind, what, count, course }: Told): string {
  if (kind === 'request') return `would like to study ${course} with you`
  if (kind === 'acceptance') return `accepted your request to study ${course}`
  if (kind === 'message') return count === 1 ? 'wrote to you' : `wrote to you (${count} messages)`
  return what ? `${sessionWords[what]} (${course})` : `${course}`
}

/** Where on the page it is. */
export function pathOf({ kind, connectionId }: Told): string {
  return kind === 'request' ? '/connections' : `/conversations/${connectionId}`
}

/** One push for all that is due at once. */
export function payloadOf(told: [Told, ...Told[]]): PushPayload {
  const [first, ...others] = told
  if (others.length > 0)
    return {
      kind: null,
      title: 'Campus Connect',
      body: `${told.length} things are new`,
      path: '/notifications',
      tag: 'several',
    }
  return {
    kind: first.kind,
    title: first.partner,
    body: wordsOf(first),
    path: pathOf(first),
    tag: `${first.kind}:${first.connectionId}`,
  }
}
