import type { Logger } from 'pino'
import type { Sql } from '#platform/database/sql.ts'
import { findAllowed, lookForChanges, type Watcher } from '../data/live.ts'
import type { AsOf } from '../data/rosters.ts'
import { eventId } from './event-id.ts'
import type { EventStream } from './stream.ts'

/** Milliseconds, and numbers of streams. */
export interface WatchOptions {
  /** Between two looks for changes; doubled up to `longestLook` while the database is away. */
  look: number
  longestLook: number
  /** Between two checks of who may still watch. */
  check: number
  mostOfStudent: number
  mostOfNode: number
}

export interface Watch {
  /** Whether there is room for one more. */
  hasRoom(): boolean
  /** Tells the stream of changes since `asOf`; with null, that something may have changed. */
  add(watcher: Watcher, stream: EventStream, asOf: AsOf | null): void
  remove(stream: EventStream): void
  /** Ends all streams and takes no more. */
  close(): void
}

interface Member extends Watcher {
  stream: EventStream
  asOf: AsOf | null
}

/** For a browser whose stream had to make room: it need not try as hard as the one that took it. */
const crowdedRetry = 60_000

/** Looks for changes on behalf of all streams of this process, and only while there are any. */
export function openWatch(sql: Sql, log: Pick<Logger, 'warn' | 'info'>, options: WatchOptions): Watch {
  const members = new Map<EventStream, Member>()
  const ofStudent = new Map<string, Set<EventStream>>()
  let timer: NodeJS.Timeout | undefined
  let checkedAt = 0
  let failures = 0
  let isClosed = false

  function remove(stream: EventStream): void {
    const member = members.get(stream)
    if (!member) return
    members.delete(stream)
    const others = ofStudent.get(member.userId)
    others?.delete(stream)
    if (others?.size === 0) ofStudent.delete(member.userId)
  }

  async function check(): Promise<void> {
    const watching = [...members.values()]
    const allowed = await findAllowed(sql, watching)
    for (const [place, { stream }] of watching.entries()) if (!allowed.has(place)) stream.end()
    checkedAt = performance.now()
  }

  async function look(): Promise<void> {
    const watching = [...members.values()]
    const asked = new Map(
      watching.flatMap(({ courseId, asOf }) =>
        asOf ? [[courseId + asOf.snapshot, { courseId, snapshot: asOf.snapshot }]] : [],
      ),
    )
    const now = await lookForChanges(sql, [...asked.values()])
    const keys = [...asked.keys()]
    const changed = new Set(now.changed.map((place) => keys[place]))
    const id = eventId(now)
    for (const member of watching) {
      const { asOf, courseId, stream } = member
      const isComparable = failures === 0 && asOf?.server === now.server
      stream.advance(id, !isComparable || changed.has(courseId + asOf.snapshot))
      member.asOf = now
    }
  }

  /** One turn after the other, so that a slow database is not asked twice at once. */
  async function turn(): Promise<void> {
    if (members.size === 0) {
      timer = undefined
      return
    }
    try {
      await look()
      if (performance.now() - checkedAt > options.check) await check()
      if (failures > 0) log.info('watched courses are looked at again')
      failures = 0
    } catch (err) {
      if (failures++ === 0 && !isClosed) log.warn({ err }, 'watched courses cannot be looked at')
    }
    if (!isClosed)
      timer = setTimeout(turn, Math.min(options.longestLook, options.look * 2 ** failures)).unref()
  }

  return {
    hasRoom: () => !isClosed && members.size < options.mostOfNode,
    add(watcher, stream, asOf) {
      const own = ofStudent.get(watcher.userId) ?? new Set()
      for (const oldest of own) {
        if (own.size < options.mostOfStudent) break
        oldest.end(crowdedRetry)
        remove(oldest)
      }
      ofStudent.set(watcher.userId, own.add(stream))
      members.set(stream, { ...watcher, stream, asOf })
      timer ??= setTimeout(turn, 0)
    },
    remove,
    close() {
      isClosed = true
      clearTimeout(timer)
      for (const stream of [...members.keys()]) stream.end()
      members.clear()
    },
  }
}
