import type { Notification } from '#contract/notifications.ts'
import { Prisma } from '#platform/database/generated/client.ts'
import type { Db } from '#platform/database/open.ts'
import { person } from '#platform/database/person.ts'
import { isRead, stands, tables, wants } from './columns.ts'

export interface NotificationRow extends Omit<Notification, 'at'> {
  at: Date
}

/** What is in a student's list, newest first. */
export function listNotifications(
  db: Db,
  userId: string,
  after: [string, string] | null,
  limit: number,
): Promise<NotificationRow[]> {
  return db.$queryRaw<NotificationRow[]>`
    SELECT n.id, n.kind, n.what, n.at, ${isRead} AS "isRead", k.code AS "courseCode", c.id AS "connectionId",
           CASE WHEN c.status = 'accepted' OR c.last_sequence > 0 THEN c.id END AS "conversationId",
           n.session_id AS "sessionId", n.count,
           ${person} AS partner
    FROM ${tables} JOIN courses k ON k.id = c.course_id
    WHERE n.user_id = ${userId}::uuid AND ${stands} AND ${wants.app}
    ${after ? Prisma.sql`AND (n.at, n.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : Prisma.empty}
    ORDER BY n.at DESC, n.id DESC
    LIMIT ${limit}`
}

export async function countUnread(db: Db, userId: string): Promise<number> {
  const rows = await db.$queryRaw<{ unread: number }[]>`
    SELECT count(*)::int AS unread FROM ${tables}
    WHERE n.user_id = ${userId}::uuid AND ${stands} AND ${wants.app} AND NOT ${isRead}`
  return rows[0]?.unread ?? 0
}

/** Marks one, or all up to an instant. */
export async function markSeen(
  db: Db,
  userId: string,
  { id, upTo }: { id?: string | undefined; upTo?: string | undefined },
): Promise<void> {
  await db.$executeRaw`
    UPDATE notifications SET read_at = now()
    WHERE user_id = ${userId}::uuid AND read_at IS NULL
      AND (id = ${id ?? null}::uuid OR at <= ${upTo ?? null}::timestamptz)`
}

/** @returns how many rows that nobody asks for any more were deleted */
export function deleteOld(db: Db, days: number): Promise<number> {
  return db.$executeRaw`DELETE FROM notifications WHERE at < now() - make_interval(days => ${days}::int)`
}
