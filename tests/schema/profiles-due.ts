import type pg from 'pg'

/** What matching is to know of a student. */
export interface Known {
  isListed: boolean
  /** In no roster. */
  isPrivate: boolean
  /** Milliseconds since 1970. */
  joined: number
  traits: number
  /** Start and end in turn, minutes of the week. */
  week: number[]
}

const locations = [null, 'library', 'cafe', 'home', 'study_room', 'any']
const styles = [null, 'collaborative', 'quiet', 'mixed']
const paces = [null, 'slow', 'moderate', 'fast']

/** By student, computed here from the tables that people write to. */
export async function readDue(db: pg.Pool): Promise<Map<string, Known>> {
  const { rows } = await db.query(
    `SELECT u.id, u.is_active AND u.is_verified AS listed,
            coalesce(p.visibility = 'asked', FALSE) AS private, u.created_at, u.profile_image_url AS picture,
            p.preferred_location, p.study_style, p.study_pace, p.bio,
            (SELECT coalesce(json_agg(json_build_array(day_of_week, start_time, end_time)), '[]')
             FROM availability a WHERE a.user_id = u.id) AS slots
     FROM users u LEFT JOIN user_profiles p ON p.user_id = u.id`,
  )
  const minute = (day: number, time: string) =>
    day * 1440 + Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
  return new Map(
    rows.map((row) => [
      row.id,
      {
        isListed: row.listed,
        isPrivate: row.private,
        joined: row.created_at.getTime(),
        traits:
          64 * locations.indexOf(row.preferred_location) +
          16 * styles.indexOf(row.study_style) +
          4 * paces.indexOf(row.study_pace) +
          (/\S/.test(row.bio ?? '') ? 2 : 0) +
          (row.picture === null ? 0 : 1),
        week: row.slots
          .flatMap(([day, start, end]: [number, string, string]) => [minute(day, start), minute(day, end)])
          .sort((a: number, b: number) => a - b),
      },
    ]),
  )
}

/** By student, as match_profiles packs it; fails where its columns say anything else. */
export async function readKept(db: pg.Pool): Promise<Map<string, Known>> {
  const { rows } = await db.query(
    'SELECT user_id, is_listed, is_private, joined_at, traits, starts, ends, packed FROM match_profiles',
  )
  return new Map(
    rows.map(({ user_id, is_listed, is_private, joined_at, traits, starts, ends, packed }) => {
      const known = { isListed: is_listed, isPrivate: is_private, ...unpack(packed) }
      const columns = {
        id: user_id.replaceAll('-', ''),
        joined: joined_at.getTime(),
        traits,
        week: starts.flatMap((start: number, place: number) => [start, ends[place]]),
      }
      const { isListed: _, isPrivate: ___, ...inPack } = known
      if (JSON.stringify(inPack) !== JSON.stringify(columns))
        throw new Error(`${JSON.stringify(inPack)} is packed of ${JSON.stringify(columns)}`)
      const { id: __, ...rest } = known
      return [user_id, rest]
    }),
  )
}

/** Whom each course ranks, computed here: active enrolments of listed students, as match_profiles packs them. */
export async function readRostersDue(db: pg.Pool): Promise<object[]> {
  const { rows } = await db.query(
    `SELECT m.user_id, e.course_id, m.joined_at, m.traits, m.starts, m.ends, m.packed
     FROM user_courses e, match_profiles m
     WHERE m.user_id = e.user_id AND e.is_active AND m.is_listed AND NOT m.is_private ORDER BY 1, 2`,
  )
  return rows
}

export async function readRostersKept(db: pg.Pool): Promise<object[]> {
  return (await db.query('SELECT * FROM match_rosters ORDER BY user_id, course_id')).rows
}

function unpack(packed: Buffer) {
  return {
    id: packed.toString('hex', 0, 16),
    joined: Number(packed.readBigInt64BE(16)),
    traits: packed.readInt16BE(24),
    week: Array.from({ length: 2 * packed.readInt16BE(26) }, (_, place) =>
      packed.readInt16BE(28 + 2 * place),
    ),
  }
}
