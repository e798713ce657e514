import type { Db } from '#platform/database/open.ts'

export interface SubscriptionRow {
  id: string
  userId: string
  endpoint: string
  /** Sealed. */
  keys: string
}

/** That one student may have. */
const most = 10

/**
 * Of whoever has the session from now on. The same endpoint stays the same row.
 * @returns its id; null where there is no such session
 */
export async function putSubscription(
  db: Db,
  session: string,
  { endpoint, keys }: { endpoint: string; keys: string },
): Promise<string | null> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    INSERT INTO push_subscriptions (session_id, endpoint, keys)
    SELECT id, ${endpoint}, ${keys} FROM sessions WHERE session_token = ${session}
    ON CONFLICT (endpoint) DO UPDATE SET session_id = EXCLUDED.session_id, keys = EXCLUDED.keys, failed_at = NULL
    RETURNING id`
  return rows[0]?.id ?? null
}

export async function deleteSurplus(db: Db, userId: string): Promise<void> {
  await db.$executeRaw`
    DELETE FROM push_subscriptions WHERE id IN (
      SELECT p.id FROM push_subscriptions p JOIN sessions s ON s.id = p.session_id
      WHERE s.user_id = ${userId}::uuid ORDER BY p.created_at DESC, p.id OFFSET ${most})`
}

/** Only one's own. */
export async function deleteSubscription(db: Db, userId: string, id: string): Promise<void> {
  await db.pushSubscription.deleteMany({ where: { id, session: { userId } } })
}

/** Those of sessions that hold. */
export function listSubscriptions(db: Db, userIds: string[]): Promise<SubscriptionRow[]> {
  return db.$queryRaw<SubscriptionRow[]>`
    SELECT p.id, s.user_id AS "userId", p.endpoint, p.keys
    FROM push_subscriptions p JOIN sessions s ON s.id = p.session_id
    WHERE s.user_id = ANY (${userIds}::uuid[]) AND s.expires > now()
    ORDER BY p.created_at, p.id`
}

/** What their push service no longer knows. */
export async function forgetSubscriptions(db: Db, ids: string[]): Promise<void> {
  await db.pushSubscription.deleteMany({ where: { id: { in: ids } } })
}

export async function noteFailures(db: Db, ids: string[]): Promise<void> {
  await db.pushSubscription.updateMany({ where: { id: { in: ids } }, data: { failedAt: new Date() } })
}
