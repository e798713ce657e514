import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type pg from 'pg'
import { canonical, type DaySlot, timeOf } from '../availability/week.ts'

/** A generated student of the course; null where the specification allows nothing to be said. */
export interface Classmate {
  active: boolean
  verified: boolean
  enrolment: 'active' | 'left' | 'in another course'
  /** Days ago, few of them, so that ties are common. */
  joined: number
  picture: boolean
  profile: { location: string | null; style: string | null; pace: string | null; bio: string | null } | null
  week: DaySlot[]
  /** With the asker in this course, by who asked. */
  sent: string | null
  received: string | null
  /** With the asker in another course, and with the person before in this one: nothing to do with the match. */
  elsewhere: string | null
  withNeighbour: string | null
}

const slot = fc
  .record({
    day: fc.nat(6),
    start: fc.integer({ min: 0, max: 1439 }),
    length: fc.integer({ min: 1, max: 600 }),
  })
  .map(({ day, start, length }) => ({ day, start, end: Math.min(1440, start + length) }))

const profile = fc.record({
  location: fc.constantFrom('library', 'cafe', 'home', 'study_room', 'any', null),
  style: fc.constantFrom('collaborative', 'quiet', 'mixed', null),
  pace: fc.constantFrom('slow', 'moderate', 'fast', null),
  bio: fc.constantFrom(null, '', '  \n', 'Hello'),
})

const status = fc.constantFrom('pending', 'accepted', 'declined', 'cancelled')
const closed = fc.constantFrom(null, 'declined', 'cancelled')

/** At most one open row a pair, in either direction, beside a closed one in the other. */
const connections = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ sent: null, received: null }) },
  { weight: 2, arbitrary: fc.record({ sent: status, received: closed }) },
  { weight: 2, arbitrary: fc.record({ sent: closed, received: status }) },
)

const often = fc.oneof(
  { weight: 5, arbitrary: fc.constant(true) },
  { weight: 1, arbitrary: fc.constant(false) },
)

export const classmate: fc.Arbitrary<Classmate> = fc
  .record({
    active: often,
    verified: often,
    enrolment: fc.constantFrom('active', 'active', 'active', 'active', 'left', 'in another course'),
    joined: fc.nat(2),
    picture: fc.boolean(),
    profile: fc.option(profile, { freq: 4 }),
    week: fc.array(slot, { maxLength: 8 }).map(canonical),
    connections,
    elsewhere: fc.option(status, { freq: 2 }),
    withNeighbour: fc.option(status, { freq: 2 }),
  })
  .map(({ connections: between, ...rest }) => ({ ...rest, ...between }) as Classmate)

/** Writes a class of one asker and the others; answers their ids, the asker's first. */
export async function writeClass(
  pool: pg.Pool,
  university: string,
  course: string,
  otherCourse: string,
  people: Classmate[],
): Promise<string[]> {
  const ids = people.map(() => randomUUID())
  const asker = ids[0]
  for (const [index, person] of people.entries()) {
    const id = ids[index]
    await pool.query(
      `INSERT INTO users (id, email, first_name, last_name, university, is_active, is_verified, profile_image_url, created_at)
       VALUES ($1, $2, 'A', 'B', $3, $4, $5, $6, timestamptz '2026-09-01' - make_interval(days => $7))`,
      [
        id,
        `${id}@x.example`,
        university,
        person.active,
        person.verified,
        person.picture ? '/p' : null,
        person.joined,
      ],
    )
    if (person.profile)
      await pool.query(
        'INSERT INTO user_profiles (user_id, preferred_location, study_style, study_pace, bio) VALUES ($1, $2, $3, $4, $5)',
        [id, person.profile.location, person.profile.style, person.profile.pace, person.profile.bio],
      )
    await pool.query('INSERT INTO user_courses (user_id, course_id, is_active) VALUES ($1, $2, $3)', [
      id,
      person.enrolment === 'in another course' ? otherCourse : course,
      person.enrolment !== 'left',
    ])
    await pool.query(
      `INSERT INTO availability (user_id, day_of_week, start_time, end_time)
       SELECT $1, * FROM unnest($2::int[], $3::time[], $4::time[])`,
      [
        id,
        person.week.map((s) => s.day),
        person.week.map((s) => timeOf(s.start)),
        person.week.map((s) => timeOf(s.end)),
      ],
    )
    const rows = [
      [asker, id, course, person.sent],
      [id, asker, course, person.received],
      [asker, id, otherCourse, person.elsewhere],
      [ids[index - 1], id, course, index > 1 ? person.withNeighbour : null],
    ]
    for (const row of index === 0 ? [] : rows.filter(([, , , state]) => state !== null))
      await pool.query(
        `INSERT INTO connections (requester_id, target_id, course_id, status, responded_at)
         VALUES ($1, $2, $3, $4::varchar, CASE WHEN $4 <> 'pending' THEN now() END)`,
        row,
      )
  }
  return ids
}

/** Minutes of the week that both have free, one by one: slow and plain, to compare with. */
export function sharedMinutes(a: readonly DaySlot[], b: readonly DaySlot[]): Set<number> {
  const minutes = (week: readonly DaySlot[]) =>
    new Set(
      week.flatMap(({ day, start, end }) =>
        Array.from({ length: end - start }, (_, i) => day * 1440 + start + i),
      ),
    )
  return minutes(a).intersection(minutes(b))
}
