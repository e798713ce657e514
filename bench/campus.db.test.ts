import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../tests/database.ts'
import { type BenchCampus, loadCampus } from './campus.ts'

const options = { seed: 7, students: 1200, sizes: [300, 50, 5000] }
let database: TestDatabase
let campus: BenchCampus
let schema: unknown

beforeAll(async () => {
  database = await testDatabase()
  schema = await readSchema()
  campus = await loadCampus(database.url, options)
})
afterAll(() => database.close())

async function query<Row extends object>(sql: string): Promise<Row[]> {
  return (await database.pool.query<Row>(sql)).rows
}

/** What loading takes off for a while. */
function readSchema() {
  return Promise.all([
    query('SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema ORDER BY 1'),
    query(
      `SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint ORDER BY 1, 2`,
    ),
    query(
      `SELECT tgrelid::regclass::text, tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1, 2`,
    ),
  ])
}

test('the courses have the sizes asked for, smallest first, without those larger than the campus', async () => {
  expect(campus.courses.map(({ size }) => size)).toEqual([50, 300])
  for (const { id, size, askers } of campus.courses) {
    const listed = await query<{ id: string; listed: boolean }>(
      `SELECT u.id, u.is_active AND u.is_verified AS listed FROM users u
       JOIN user_courses e ON e.user_id = u.id AND e.is_active WHERE e.course_id = '${id}'`,
    )
    expect(listed).toHaveLength(size)
    expect(askers.toSorted()).toEqual(listed.flatMap((one) => (one.listed ? one.id : [])).toSorted())
  }
})

test('students are as on the campus that was measured first', async () => {
  const [shares] = await query<Record<string, number>>(
    `SELECT avg((SELECT count(*) FROM user_courses e WHERE e.user_id = u.id))::float AS courses,
            avg((SELECT count(*) FROM availability a WHERE a.user_id = u.id))::float AS slots,
            avg((p.bio IS NOT NULL)::int)::float AS bios, avg((profile_image_url IS NOT NULL)::int)::float AS pictures,
            avg(is_verified::int)::float AS verified, avg((p.user_id IS NOT NULL)::int)::float AS profiles,
            avg((NOT EXISTS (SELECT FROM availability a WHERE a.user_id = u.id))::int)::float AS weekless,
            avg(EXISTS (SELECT FROM availability a WHERE a.user_id = u.id
                        AND extract(minute FROM a.start_time)::int % 5 > 0)::int)::float AS "offGrid"
     FROM users u LEFT JOIN user_profiles p ON p.user_id = u.id`,
  )
  const within = (least: number, most: number) =>
    expect.closeTo((least + most) / 2, -Math.log10(most - least))
  expect(shares).toEqual({
    courses: within(3.95, 4.05),
    slots: within(8, 9.4),
    bios: within(0.65, 0.75),
    pictures: within(0.55, 0.65),
    verified: within(0.93, 0.98),
    profiles: within(0.89, 0.95),
    weekless: within(0.03, 0.09),
    offGrid: within(0.04, 0.11),
  })
})

test('what was taken off to load is there again, and what triggers keep is as they would have made it', async () => {
  expect(await readSchema()).toEqual(schema)
  const profiles = () =>
    query('SELECT user_id, is_listed, joined_at, packed FROM match_profiles ORDER BY user_id')
  const loaded = await profiles()
  await query('UPDATE availability SET day_of_week = day_of_week')
  await query('SELECT rebuild_match_profiles()')
  expect(await profiles()).toEqual(loaded)
  expect(loaded).toHaveLength(options.students)
})

test('the same seed makes the same campus', async () => {
  const other = await testDatabase()
  try {
    expect(await loadCampus(other.url, options)).toEqual(campus)
  } finally {
    await other.close()
  }
})
