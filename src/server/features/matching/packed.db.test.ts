import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type TestServer, testServer } from '../../../../tests/server.ts'
import { type Classmate, classmate, writeClass } from './class.fixture.ts'
import { readRoster } from './data/rosters.ts'
import { unpackRoster } from './engine/packed.ts'
import { rosterOf, type Student } from './engine/student.fixture.ts'
import { idAt } from './engine/student-id.ts'
import { readTraits, traitsCount } from './engine/traits.ts'
import { slotsFrom } from './engine/week.fixture.ts'

let server: TestServer
let home: Campus
beforeAll(async () => {
  server = await testServer()
  home = await campus(server)
})
afterAll(() => server.close())

test('match_traits() packs what a student says and shows as the engine reads it', async () => {
  const all = Array.from({ length: traitsCount }, (_, traits) => ({ traits, ...readTraits(traits) }))
  const bios = { true: ['Hello', ' \n.'], false: [null, '', ' \t\n'] }
  for (const { traits, location, style, pace, hasBio, hasPicture } of all)
    for (const bio of bios[`${hasBio}`]) {
      const { rows } = await server.database.pool.query('SELECT match_traits($1, $2, $3, $4, $5) AS traits', [
        location,
        style,
        pace,
        bio,
        hasPicture ? '/p' : null,
      ])
      expect(rows[0].traits).toBe(traits)
    }
})

test('the roster read is that of the listed students, column by column', async () => {
  const { database, parts } = server
  await fc.assert(
    fc.asyncProperty(fc.array(classmate, { maxLength: 80, size: 'max' }), async (people) => {
      const course = await home.course()
      const ids = await writeClass(database.pool, home.university.name, course, await home.course(), people)
      const { packed } = await readRoster(parts.database.sql, course)
      const listed = people.flatMap((one, index) =>
        one.active && one.verified && one.enrolment === 'active' && !one.isPrivate
          ? studentOf(one, ids[index] ?? '')
          : [],
      )
      expect(unpackRoster(packed)).toEqual(rosterOf(listed))
    }),
    { numRuns: 40 },
  )
})

function studentOf({ joined, picture, profile, week }: Classmate, id: string): Student {
  return {
    id,
    joined: Date.UTC(2026, 8, 1 + joined),
    slots: slotsFrom(week),
    said: {
      location: (profile?.preferred_location ?? null) as Student['said']['location'],
      style: (profile?.study_style ?? null) as Student['said']['style'],
      pace: (profile?.study_pace ?? null) as Student['said']['pace'],
      hasBio: (profile?.bio ?? '').trim() !== '',
      hasPicture: picture,
    },
  }
}

test('ties are broken in the order of PostgreSQL, to the millisecond, also before 1970', async () => {
  const { database, parts } = server
  const course = await home.course()
  const instants = ['1969-12-31T23:59:59.999Z', '2026-09-01T00:00:00.001Z', '2026-09-01T00:00:00.002Z']
  const ids = ['0', '7', '8', 'f'].flatMap((digit) => [1, 2, 3].map(() => `${digit}${randomUUID().slice(1)}`))
  for (const [index, id] of ids.entries()) {
    await database.pool.query(
      `INSERT INTO users (id, email, first_name, last_name, university, is_verified, created_at)
       VALUES ($1, $2, 'A', 'B', $3, TRUE, $4)`,
      [id, `${id}@x.example`, home.university.name, instants[index % 3]],
    )
    await database.pool.query('INSERT INTO user_courses (user_id, course_id) VALUES ($1, $2)', [id, course])
  }
  const { packed } = await readRoster(parts.database.sql, course)
  const { rows } = await database.pool.query(
    'SELECT id FROM users WHERE id = ANY ($1) ORDER BY created_at, id',
    [ids],
  )
  const roster = unpackRoster(packed)
  expect(ids.map((_, row) => idAt(roster.ids, 4 * row))).toEqual(rows.map(({ id }) => id))
  expect([roster.joined[0], roster.joined[11]]).toEqual([-1, Date.UTC(2026, 8, 1) + 2])
})
