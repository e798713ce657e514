import type { AsOf } from '../data/rosters.ts'

/** Server's start in milliseconds, then the oldest transaction that was still running. */
const form = /^([1-9]\d{0,15})-([1-9]\d{0,17})$/

/**
 * Id of an event that leaves its reader knowing all up to a snapshot. It names the snapshot's beginning only, so that
 * it stays short however many transactions run: who resumes by it may be told again, but misses nothing.
 */
export function eventId({ server, snapshot }: AsOf): string {
  return `${server}-${snapshot.split(':', 1)[0]}`
}

/** What a browser that connects again knows, by the Last-Event-ID that it sends; null for anything but such an id. */
export function readEventId(header: string | string[] | undefined): AsOf | null {
  const [, server, xmin] = (typeof header === 'string' && form.exec(header)) || []
  return server && xmin ? { server, snapshot: `${xmin}:${xmin}:` } : null
}
