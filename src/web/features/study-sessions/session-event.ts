import type { Message } from '#contract/conversations.ts'

/** What a message of the service says of a session. */
export interface SessionEvent {
  sessionId: string
  what: 'proposed' | 'accepted' | 'declined' | 'cancelled'
}

/** null for every other message. */
export function sessionEventOf({ type, content }: Pick<Message, 'type' | 'content'>): SessionEvent | null {
  const found = /^study-session (\S+) (proposed|accepted|declined|cancelled)$/.exec(content)
  if (type !== 'system' || !found) return null
  return { sessionId: String(found[1]), what: found[2] as SessionEvent['what'] }
}

/** "Proposed a study session", for a line of a list. */
export function eventText({ what }: SessionEvent): string {
  return `${what.charAt(0).toUpperCase()}${what.slice(1)} a study session`
}
