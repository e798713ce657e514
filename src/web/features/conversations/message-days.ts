import type { Message } from '#contract/conversations.ts'
import { dayNumber } from '../connections/date-text.ts'

/** Milliseconds after which the time is shown again. */
const pause = 5 * 60_000

/** Whether a message opens a calendar day of the campus; what is before it may not be known. */
export function opensDay(previous: Message | undefined, message: Message, timeZone: string): boolean {
  if (!previous) return message.sequence === 1
  if (previous.sentAt.slice(0, 13) === message.sentAt.slice(0, 13)) return false
  const day = ({ sentAt }: Message) => dayNumber(new Date(sentAt), timeZone)
  return day(previous) !== day(message)
}

/** Whether a message follows another of the same sender closely. */
export function continues(previous: Message | undefined, next: Message | undefined): boolean {
  return (
    previous !== undefined &&
    next !== undefined &&
    previous.senderId === next.senderId &&
    previous.type !== 'system' &&
    next.type !== 'system' &&
    Date.parse(next.sentAt) - Date.parse(previous.sentAt) < pause
  )
}
