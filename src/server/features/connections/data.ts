import type { Connection } from '#contract/connections.ts'
import type { Person } from '#contract/values.ts'
import { Prisma } from '#platform/database/generated/client.ts'
import type { Db } from '#platform/database/open.ts'
import { person } from '#platform/database/person.ts'

export interface ConnectionRow {
  id: string
  requesterId: string
  targetId: string
  courseId: string
  status: 'pending' | 'accepted' | 'declined' | 'cancelled'
  initialMessage: string | null
  hasLapsed: boolean
  requestedAt: Date
  respondedAt: Date | null
  course: Connection['course']
  partner: Person
}

const select = (userId: string) => Prisma.sql`
  SELECT c.id, c.requester_id AS "requesterId", c.target_id AS "targetId", c.course_id AS "courseId", c.status,
         c.initial_message AS "initialMessage", c.has_lapsed AS "hasLapsed", c.requested_at AS "requestedAt", c.responded_at AS "respondedAt",
         json_build_object('id', k.id, 'code', k.code, 'section', k.section, 'name', k.name) AS course,
         ${person} AS partner
  FROM connections c
  JOIN courses k ON k.id = c.course_id
  JOIN users p ON p.id = CASE WHEN c.requester_id = ${userId}::uuid THEN c.target_id ELSE c.requester_id END
  WHERE ${userId}::uuid IN (c.requester_id, c.target_id) AND NOT are_blocked(c.requester_id, c.target_id)`

/** null where the student is not one of the two, or one has blocked the other. */
export async function findConnection(db: Db, userId: string, id: string): Promise<ConnectionRow | null> {
  const rows = await db.$queryRaw<ConnectionRow[]>`${select(userId)} AND c.id = ${id}::uuid`
  return rows[0] ?? null
}

/** Holds the row until the transaction ends, so that of two answers at once the second sees the first. */
export async function lockConnection(db: Db, id: string): Promise<void> {
  await db.$executeRaw`SELECT 1 FROM connections WHERE id = ${id}::uuid FOR UPDATE`
}

/** Keeps others from asking, or being asked by, any of these students until the transaction ends. Before all else. */
export async function holdRequests(db: Db, ids: string[]): Promise<void> {
  for (const id of [...ids].sort())
    await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`requests:${id}`}, 0))`
}

/** Requests that wait: those that one student sent, and those that another received. */
export async function countWaiting(
  db: Db,
  senderId: string,
  receiverId: string,
): Promise<{ sent: number; received: number }> {
  const rows = await db.$queryRaw<{ sent: number; received: number }[]>`
    SELECT (SELECT count(*)::int FROM connections WHERE requester_id = ${senderId}::uuid AND status = 'pending') AS sent,
           (SELECT count(*)::int FROM connections WHERE target_id = ${receiverId}::uuid AND status = 'pending') AS received`
  return rows[0] ?? { sent: 0, received: 0 }
}

/** Keeps either of the two from blocking the other until the transaction ends. Before any lock of their rows. */
export async function holdPair(db: Db, one: string, other: string): Promise<void> {
  await db.$executeRaw`SELECT hold_pair(${one}::uuid, ${other}::uuid)`
}

/** Holds an unordered pair in a course until the transaction ends, also where it has no row yet. */
export async function lockPair(db: Db, one: string, other: string, courseId: string): Promise<void> {
  const key = [courseId, ...[one, other].sort()].join(':')
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${key}, 0))`
}

/** Every row of a pair in a course, in either direction, held so that no answer comes in between. */
export function lockRowsOfPair(
  db: Db,
  userId: string,
  partnerId: string,
  courseId: string,
): Promise<ConnectionRow[]> {
  return db.$queryRaw<ConnectionRow[]>`
    ${select(userId)} AND ${partnerId}::uuid IN (c.requester_id, c.target_id) AND c.course_id = ${courseId}::uuid
    FOR UPDATE OF c`
}

export async function insertRequest(
  db: Db,
  request: { requesterId: string; targetId: string; courseId: string; initialMessage: string | null },
): Promise<string> {
  const { id } = await db.connection.create({ data: request, select: { id: true } })
  return id
}

/** Asks again with the row that is there; what it was before stays in connection_events. */
export async function reopenRequest(db: Db, id: string, initialMessage: string | null): Promise<void> {
  await db.$executeRaw`
    UPDATE connections SET status = 'pending', requested_at = now(), responded_at = NULL, initial_message = ${initialMessage},
      has_lapsed = FALSE, nudged_at = NULL
    WHERE id = ${id}::uuid`
}

export async function setStatus(db: Db, id: string, status: ConnectionRow['status']): Promise<void> {
  await db.$executeRaw`UPDATE connections SET status = ${status}, responded_at = now() WHERE id = ${id}::uuid`
}

/** Whether the student is active, verified and in the course, shows themselves to the asker, and neither has blocked the other. */
export async function isMate(db: Db, askerId: string, userId: string, courseId: string): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT FROM user_courses e JOIN users u ON u.id = e.user_id
    WHERE e.user_id = ${userId}::uuid AND e.course_id = ${courseId}::uuid AND e.is_active
      AND u.is_active AND u.is_verified AND NOT are_blocked(${askerId}::uuid, u.id)
      AND (
        NOT EXISTS (SELECT FROM user_profiles p WHERE p.user_id = u.id AND p.visibility = 'asked')
        OR EXISTS (
          SELECT FROM connections c
          WHERE c.course_id = e.course_id AND c.status IN ('pending', 'accepted')
            AND (c.requester_id, c.target_id) IN ((u.id, ${askerId}::uuid), (${askerId}::uuid, u.id))
        )
      )`
  return rows.length > 0
}

/** Newest first; requests of whom the student ignores are not there. */
export function listConnections(
  db: Db,
  userId: string,
  filter: {
    status?: string | undefined
    direction?: 'sent' | 'received' | undefined
    after: [string, string] | null
    limit: number
  },
): Promise<ConnectionRow[]> {
  const { status, direction, after } = filter
  const side = direction && Prisma.raw(direction === 'sent' ? 'c.requester_id' : 'c.target_id')
  return db.$queryRaw<ConnectionRow[]>`
    ${select(userId)}
    AND NOT (c.status = 'pending' AND c.target_id = ${userId}::uuid AND EXISTS (
      SELECT FROM ignores i WHERE i.user_id = ${userId}::uuid AND i.ignored_id = c.requester_id))
    ${status ? Prisma.sql`AND c.status = ${status}` : Prisma.empty}
    ${side ? Prisma.sql`AND ${side} = ${userId}::uuid` : Prisma.empty}
    ${after ? Prisma.sql`AND (c.requested_at, c.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : Prisma.empty}
    ORDER BY c.requested_at DESC, c.id DESC
    LIMIT ${filter.limit}`
}
