import type { Message } from '#contract/conversations.ts'
import { dayNumber } from '../connections/date-text.ts'

/** Messages of one sender that follow each other closely. */
export type Run = Message[]

export interface MessageDay {
  /** Calendar day of the campus, counted; stays when earlier messages of the day come in. */
  number: number
  /** First instant of the day that has a message. */
  at: string
  runs: Run[]
}

/** Milliseconds after which the time is shown again. */
const pause = 5 * 60_000

/** Groups messages, oldest first, by calendar day of the campus and within it by sender. */
export function groupMessages(messages: readonly Message[], timeZone: string): MessageDay[] {
  const days: MessageDay[] = []
  for (const message of messages) {
    const number = dayNumber(new Date(message.sentAt), timeZone)
    let day = days.at(-1)
    if (day?.number !== number) {
      day = { number, at: message.sentAt, runs: [] }
      days.push(day)
    }
    const run = day.runs.at(-1)
    if (run && continues(run.at(-1), message)) run.push(message)
    else day.runs.push([message])
  }
  return days
}

function continues(last: Message | undefined, next: Message): boolean {
  return (
    last?.senderId === next.senderId &&
    last.type === next.type &&
    Date.parse(next.sentAt) - Date.parse(last.sentAt) < pause
  )
}
