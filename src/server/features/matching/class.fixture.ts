import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type pg from 'pg'
import { type DaySlot, timeOf } from '../availability/week.ts'
import { week } from './engine/week.fixture.ts'

/** A generated student of the course; null where the specification allows nothing to be said. */
export interface Classmate {
  active: boolean
  verified: boolean
  enrolment: 'active' | 'left' | 'in another course'
  /** Days ago, few of them, so that ties are common. */
  joined: number
  picture: boolean
  profile: {
    preferred_location: string | null
    study_style: string | null
    study_pace: string | null
    bio: string | null
  } | null
  week: DaySlot[]
  /** Shows themselves only to whom they have asked. */
  isPrivate: boolean
  /** By the asker. */
  isIgnored: boolean
  /** With the asker in this course, by who asked. */
  sent: string | null
  received: string | null
  /** With the asker in another course, and with the person before in this one: nothing to do with the match. */
  elsewhere: string | null
  withNeighbour: string | null
}

export const profile = fc.record({
  preferred_location: fc.constantFrom('library', 'cafe', 'home', 'study_room', 'any', null),
  study_style: fc.constantFrom('collaborative', 'quiet', 'mixed', null),
  study_pace: fc.constantFrom('slow', 'moderate', 'fast', null),
  bio: fc.constantFrom(null, '', '  \n', 'Hello'),
})

const nothingSaid = { preferred_location: null, study_style: null, study_pace: null, bio: null }

/** What many have in common, so that scores tie. */
const usualWeeks: DaySlot[][] = [[], [{ day: 1, start: 540, end: 720 }], [{ day: 1, start: 600, end: 660 }]]

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

const seldom = often.map((yes) => !yes)

export const classmate: fc.Arbitrary<Classmate> = fc
  .record({
    active: often,
    verified: often,
    enrolment: fc.constantFrom('active', 'active', 'active', 'active', 'left', 'in another course'),
    joined: fc.nat(2),
    picture: fc.boolean(),
    profile: fc.option(profile, { freq: 4 }),
    isPrivate: seldom,
    isIgnored: seldom,
    week: fc.oneof(week, fc.constantFrom(...usualWeeks)),
    connections,
    elsewhere: fc.option(status, { freq: 2 }),
    withNeighbour: fc.option(status, { freq: 2 }),
  })
  .map(({ connections: between, ...rest }) => ({ ...rest, ...between }) as Classmate)

/** Somebody who may look at the list. */
export const asker: fc.Arbitrary<Classmate> = classmate.map((one) => ({
  ...one,
  active: true,
  verified: true,
  enrolment: 'active',
}))

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
  const rows = people.map((person, index) => ({ ...person, id: ids[index], before: ids[index - 1] }))
  const insert = async (table: string, values: Record<string, unknown>[]) => {
    const columns = Object.keys(values[0] ?? {}).join(', ')
    if (columns)
      await pool.query(
        `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::${table}, $1)`,
        [JSON.stringify(values)],
      )
  }

  await insert(
    'users',
    rows.map((row) => ({
      id: row.id,
      email: `${row.id}@x.example`,
      first_name: 'A',
      last_name: 'B',
      university,
      is_active: row.active,
      is_verified: row.verified,
      profile_image_url: row.picture ? '/p' : null,
      created_at: new Date(Date.UTC(2026, 8, 1 + row.joined)),
    })),
  )
  await insert(
    'user_profiles',
    rows.flatMap(({ id, profile: said, isPrivate }) =>
      said || isPrivate
        ? [{ user_id: id, ...nothingSaid, ...said, visibility: isPrivate ? 'asked' : 'course' }]
        : [],
    ),
  )
  await insert(
    'user_courses',
    rows.map(({ id, enrolment }) => ({
      user_id: id,
      course_id: enrolment === 'in another course' ? otherCourse : course,
      is_active: enrolment !== 'left',
    })),
  )
  await insert(
    'availability',
    rows.flatMap(({ id, week }) =>
      week.map(({ day, start, end }) => ({
        user_id: id,
        day_of_week: day,
        start_time: timeOf(start),
        end_time: timeOf(end),
      })),
    ),
  )
  await insert(
    'ignores',
    rows.slice(1).flatMap(({ id, isIgnored }) => (isIgnored ? [{ user_id: asker, ignored_id: id }] : [])),
  )
  const connection = (
    from: string | undefined,
    to: string | undefined,
    where: string,
    state: string | null,
  ) =>
    state
      ? [
          {
            requester_id: from,
            target_id: to,
            course_id: where,
            status: state,
            responded_at: state === 'pending' ? null : new Date(),
          },
        ]
      : []
  await insert(
    'connections',
    rows
      .slice(1)
      .flatMap(({ id, before, sent, received, elsewhere, withNeighbour }) => [
        ...connection(asker, id, course, sent),
        ...connection(id, asker, course, received),
        ...connection(asker, id, otherCourse, elsewhere),
        ...connection(before, id, course, before === asker ? null : withNeighbour),
      ]),
  )
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

/** What the query adds up, told one by one. */
export function partsOf({ profile: mine }: Classmate, { profile, picture }: Classmate) {
  const points = (a: string | null = null, b: string | null = null, anything: string) => {
    if (a === null || b === null) return 0
    if (a === b) return 1
    return a === anything || b === anything ? 0.5 : 0
  }
  return {
    location: points(mine?.preferred_location, profile?.preferred_location, 'any'),
    style: points(mine?.study_style, profile?.study_style, 'mixed'),
    pace: points(mine?.study_pace, profile?.study_pace, 'moderate'), // one step from either of the two others
    hasBio: (profile?.bio ?? '').trim() !== '',
    hasPicture: picture,
  }
}
