import type { Db } from '#platform/database/open.ts'

export function findFeed(db: Db, userId: string): Promise<{ sealed: string } | null> {
  return db.calendarFeed.findUnique({ where: { userId }, select: { sealed: true } })
}

export async function saveFeed(
  db: Db,
  userId: string,
  feed: { digest: string; sealed: string },
): Promise<void> {
  await db.calendarFeed.upsert({ where: { userId }, create: { userId, ...feed }, update: { ...feed } })
}

export async function deleteFeed(db: Db, userId: string): Promise<void> {
  await db.calendarFeed.deleteMany({ where: { userId } })
}

/** Whose feed it is; null for nobody's, or that of somebody who is not active. */
export async function findOwner(db: Db, digest: string): Promise<string | null> {
  const feed = await db.calendarFeed.findFirst({
    where: { digest, user: { isActive: true } },
    select: { userId: true },
  })
  return feed?.userId ?? null
}
