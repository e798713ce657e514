import type { Profile, Visibility } from '#contract/profiles.ts'
import type { Db } from '#platform/database/open.ts'

/** null where the student has never saved one. */
export async function findProfile(db: Db, userId: string): Promise<Profile | null> {
  const row = await db.userProfile.findUnique({
    where: { userId },
    select: { preferredLocation: true, studyStyle: true, studyPace: true, bio: true },
  })
  return row as Profile | null // the database's checks allow the contract's words only
}

export async function saveProfile(db: Db, userId: string, profile: Profile): Promise<void> {
  await db.userProfile.upsert({ where: { userId }, create: { userId, ...profile }, update: profile })
}

export async function findVisibility(db: Db, userId: string): Promise<Visibility> {
  const row = await db.userProfile.findUnique({ where: { userId }, select: { visibility: true } })
  return (row?.visibility ?? 'course') as Visibility
}

export async function saveVisibility(db: Db, userId: string, visibility: Visibility): Promise<void> {
  await db.userProfile.upsert({ where: { userId }, create: { userId, visibility }, update: { visibility } })
}

/** @returns the address of the picture that was there before */
export async function replacePictureUrl(db: Db, userId: string, url: string | null): Promise<string | null> {
  const rows = await db.$queryRaw<{ before: string | null }[]>`
    UPDATE users SET profile_image_url = ${url} FROM (
      SELECT id, profile_image_url AS before FROM users WHERE id = ${userId}::uuid FOR UPDATE
    ) old
    WHERE users.id = old.id
    RETURNING old.before`
  return rows[0]?.before ?? null
}

/** How many students show the picture at this address. */
export function countPictureUse(db: Db, url: string): Promise<number> {
  return db.user.count({ where: { profileImageUrl: url } })
}

/** Whether somebody whom the viewer may see, of their university and not blocked, shows the picture at this address. */
export async function isPictureFor(
  db: Db,
  url: string,
  viewer: { id: string; university: { name: string } },
): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT FROM users WHERE profile_image_url = ${url} AND university = ${viewer.university.name}
      AND NOT are_blocked(id, ${viewer.id}::uuid) LIMIT 1`
  return rows.length > 0
}
