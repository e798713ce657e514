import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../database.ts'
import { type Rows, refusal, rowsOf } from './rows.ts'

let database: TestDatabase
let rows: Rows
let student: string
beforeAll(async () => {
  database = await testDatabase()
  rows = rowsOf(database.pool)
  student = await rows.user(await rows.university())
})
afterAll(() => database.close())

const slot = (day: number | null, start: string, end: string, user = student) =>
  rows.insert('availability', { user_id: user, day_of_week: day, start_time: start, end_time: end })

describe('of one student and day', () => {
  beforeAll(() => slot(1, '09:00', '12:00'))

  test.for([
    ['the same slot again', '09:00', '12:00'],
    ['a slot that overlaps', '11:00', '13:00'],
    ['a slot within', '10:00', '11:00'],
    ['a slot around', '08:00', '13:00'],
    ['a slot that touches its end', '12:00', '13:00'],
    ['a slot that touches its start', '08:00', '09:00'],
  ] as const)('%s is refused', async ([, start, end]) => {
    expect(await refusal(slot(1, start, end))).toBe('availability_monday_canonical')
  })

  test('a slot that neither overlaps nor touches is accepted', async () => {
    await slot(1, '12:01', '13:00')
  })

  test('the same hours are free on another day, and for another student', async () => {
    await slot(2, '09:00', '12:00')
    await slot(1, '09:00', '12:00', await rows.user(await rows.university()))
  })

  test('of two overlapping slots written at once one is refused', async () => {
    const results = await Promise.allSettled([slot(5, '09:00', '11:00'), slot(5, '10:00', '12:00')])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

test('moving a slot onto another is refused', async () => {
  await slot(4, '09:00', '10:00')
  const id = await slot(4, '15:00', '16:00')
  const move = database.pool.query(`UPDATE availability SET start_time = '09:30' WHERE id = $1`, [id])
  expect(await refusal(move)).toBe('availability_thursday_canonical')
})

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

test.for(days.map((name, day) => [day, name] as const))(
  'day %i is kept in the partition of %s, which refuses overlap',
  async ([day, name]) => {
    const other = await rows.user(await rows.university())
    await slot(day, '01:00', '02:00', other)
    const found = await database.pool.query(`SELECT 1 FROM availability_${name} WHERE user_id = $1`, [other])
    expect(found.rowCount).toBe(1)
    expect(await refusal(slot(day, '01:30', '03:00', other))).toBe(`availability_${name}_canonical`)
  },
)

test('24:00 is the end of a day; past midnight a slot must be cut', async () => {
  await slot(6, '22:00', '24:00')
  expect(await refusal(slot(3, '22:00', '02:00'))).toBe('valid_time_range')
  expect(await refusal(slot(3, '22:00', '00:00'))).toBe('valid_time_range')
})

test('end must be after start', async () => {
  expect(await refusal(slot(3, '10:00', '09:00'))).toBe('valid_time_range')
  expect(await refusal(slot(3, '10:00', '10:00'))).toBe('valid_time_range')
})

test('times are whole minutes', async () => {
  expect(await refusal(slot(3, '10:00:30', '11:00'))).toBe('whole_minutes')
  expect(await refusal(slot(3, '10:00', '11:00:00.5'))).toBe('whole_minutes')
})

test('there are seven days', async () => {
  const checkViolation = '23514'
  const notNull = '23502'
  expect(await refusal(slot(7, '10:00', '11:00'))).toBe(checkViolation) // no partition takes it
  expect(await refusal(slot(-1, '10:00', '11:00'))).toBe(checkViolation)
  expect([checkViolation, notNull]).toContain(await refusal(slot(null, '10:00', '11:00')))
})
