import type { Parts } from '../../parts.ts'
import { grace } from './data/note.ts'

/** The job that notes messages that are not read, and pushes what is due. */
export const deliverJob = 'notifications.deliver'

const waiting = new WeakSet<Parts>()

/** Has what is new looked at once it may be told: one turn for all that happens within the grace. Costs no query. */
export function wake(parts: Parts): void {
  if (waiting.has(parts)) return
  waiting.add(parts)
  setTimeout(() => {
    waiting.delete(parts)
    parts.runSoon(deliverJob)
  }, grace * 1000).unref()
}
