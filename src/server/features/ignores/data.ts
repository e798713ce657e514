import type { Db } from '#platform/database/open.ts'

/** @returns false where there is no such student at the university */
export async function insertIgnore(
  db: Db,
  userId: string,
  ignoredId: string,
  university: string,
): Promise<boolean> {
  const ignored = await db.$executeRaw`
    INSERT INTO ignores (user_id, ignored_id)
    SELECT ${userId}::uuid, id FROM users WHERE id = ${ignoredId}::uuid AND university = ${university}
    ON CONFLICT (user_id, ignored_id) DO UPDATE SET created_at = ignores.created_at`
  return ignored > 0
}

export async function deleteIgnore(db: Db, userId: string, ignoredId: string): Promise<void> {
  await db.ignore.deleteMany({ where: { userId, ignoredId } })
}

/** Newest first. Who has blocked the student is left out, as everywhere. */
export function listIgnored(
  db: Db,
  userId: string,
): Promise<
  { id: string; firstName: string; lastName: string; pictureUrl: string | null; ignoredAt: Date }[]
> {
  return db.$queryRaw`
    SELECT u.id, u.first_name AS "firstName", u.last_name AS "lastName", u.profile_image_url AS "pictureUrl",
           i.created_at AS "ignoredAt"
    FROM ignores i JOIN users u ON u.id = i.ignored_id
    WHERE i.user_id = ${userId}::uuid AND NOT are_blocked(i.user_id, i.ignored_id)
    ORDER BY i.created_at DESC, u.id`
}
