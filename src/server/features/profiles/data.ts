import type { Profile } from '#contract/profiles.ts'
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

/** Whether somebody of the university shows the picture at this address. */
export async function isPictureOf(db: Db, url: string, university: string): Promise<boolean> {
  const found = await db.user.findFirst({
    where: { profileImageUrl: url, universityName: university },
    select: { id: true },
  })
  return found !== null
}
