import { afterAll, beforeAll, expect, test } from 'vitest'
import { addSlot, changeSlot, deleteSlot, getWeek, replaceWeek, type Week } from '#contract/availability.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type TestServer, testServer } from '../../../../tests/server.ts'

let server: TestServer
let home: Campus
beforeAll(async () => {
  server = await testServer()
  home = await campus(server, 'Asia/Kolkata')
  // Half an hour forward in summer, which no other place has.
  await server.database.pool.query(
    `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET TimeZone = ''Australia/Lord_Howe''', current_database()); END $$`,
  )
})
afterAll(() => server.close())

const times = (week: Week) => week.slots.map((slot) => `${slot.day} ${slot.start}–${slot.end}`)
const monday = (start: string, end: string) => ({ day: 1, start, end })

test('a week is replaced, merged and given back with its minutes and the campus time zone', async () => {
  const student = await home.student()
  const slots = [
    monday('14:00', '17:00'),
    monday('09:00', '10:00'),
    monday('10:00', '11:05'),
    monday('09:30', '09:45'),
  ]
  const week = await student.call(replaceWeek, { body: { slots } })
  expect(times(week)).toEqual(['1 09:00–11:05', '1 14:00–17:00'])
  expect(week).toMatchObject({ minutes: 305, timeZone: 'Asia/Kolkata' })
  expect(await student.call(getWeek)).toEqual(week)
  expect(times(await student.call(replaceWeek, { body: { slots: [] } }))).toEqual([])
})

test('a week sent back as it was shown stays as it was, ids and all', async () => {
  const student = await home.student()
  const slots = [
    { day: 0, start: '00:00', end: '24:00' },
    { day: 1, start: '00:00', end: '24:00' },
    { day: 2, start: '02:30', end: '02:31' }, // an hour that some Sundays skip; hours here belong to no date
    { day: 3, start: '22:00', end: '24:00' }, // with the next, 25 hours: more than one slot may have
    { day: 4, start: '00:00', end: '23:00' },
    { day: 6, start: '23:59', endDay: 0, end: '00:00' }, // not joined to the whole Sunday
  ]
  const week = await student.call(replaceWeek, { body: { slots } })
  expect(times(week)).toEqual([
    '0 00:00–24:00',
    '1 00:00–24:00',
    '2 02:30–02:31',
    '3 22:00–24:00',
    '4 00:00–23:00',
    '6 23:59–24:00',
  ])
  expect(week.minutes).toBe(1440 + 1440 + 1 + 120 + 23 * 60 + 1)
  expect(await student.call(replaceWeek, { body: { slots: week.slots } })).toEqual(week)
})

test('the clock of the database has no part in it', async () => {
  const { rows } = await server.parts.database.pool.query('SHOW TimeZone')
  expect(rows).toEqual([{ TimeZone: 'Australia/Lord_Howe' }])
  const student = await home.student()
  const slot = { day: 0, start: '01:45', endDay: 0, end: '02:15' }
  expect((await student.call(addSlot, { body: slot })).slots).toMatchObject([slot])
})

test('slots that stay keep their ids', async () => {
  const student = await home.student()
  const before = await student.call(replaceWeek, {
    body: { slots: [monday('09:00', '10:00'), monday('12:00', '13:00')] },
  })
  const after = await student.call(replaceWeek, {
    body: { slots: [monday('09:00', '10:00'), monday('12:00', '14:00')] },
  })
  expect(after.slots[0]?.id).toBe(before.slots[0]?.id)
  expect(after.slots[1]?.id).not.toBe(before.slots[1]?.id)
})

test('a slot is added, changed into another’s time, and removed', async () => {
  const student = await home.student({
    week: [
      [1, '09:00', '10:00'],
      [2, '09:00', '10:00'],
    ],
  })
  expect(times(await student.call(addSlot, { body: monday('09:30', '12:00') }))).toEqual([
    '1 09:00–12:00',
    '2 09:00–10:00',
  ])
  const [, tuesday] = (await student.call(getWeek)).slots
  const params = { id: tuesday?.id ?? '' }
  const changed = await student.call(changeSlot, { params, body: monday('12:00', '13:00') })
  expect(times(changed)).toEqual(['1 09:00–13:00'])
  expect((await student.send(changeSlot, { params, body: monday('12:00', '13:00') })).statusCode).toBe(404)
  expect(times(await student.call(deleteSlot, { params: { id: changed.slots[0]?.id ?? '' } }))).toEqual([])
})

test('a night is two rows, shown, changed and removed as one', async () => {
  const student = await home.student()
  const night = { day: 6, start: '22:00', endDay: 0, end: '02:00' }
  const week = await student.call(addSlot, { body: night })
  expect(week.slots).toMatchObject([night])
  const { rows } = await server.database.pool.query(
    'SELECT day_of_week, start_time::text, end_time::text FROM availability WHERE user_id = $1 ORDER BY 1',
    [student.id],
  )
  expect(rows).toEqual([
    { day_of_week: 0, start_time: '00:00:00', end_time: '02:00:00' },
    { day_of_week: 6, start_time: '22:00:00', end_time: '24:00:00' },
  ])
  const params = { id: week.slots[0]?.id ?? '' }
  const later = await student.call(changeSlot, { params, body: { ...night, end: '03:00' } })
  expect(later.slots).toMatchObject([{ ...night, end: '03:00' }])
  expect((await student.call(deleteSlot, { params: { id: later.slots[0]?.id ?? '' } })).slots).toEqual([])
})

test('a week is as full as it may be, and what would not fit changes nothing', async () => {
  const student = await home.student()
  const clock = (minutes: number) =>
    `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  const slots = Array.from({ length: 300 }, (_, place) => {
    const start = 2 * (place % 150)
    return { day: Math.floor(place / 150), start: clock(start), end: clock(start + 1) }
  })
  const full = await student.call(replaceWeek, { body: { slots } })
  expect(full.slots).toHaveLength(300)
  const night = { day: 5, start: '23:00', endDay: 6, end: '01:00' }
  for (const response of [
    await student.send(addSlot, { body: monday('20:00', '21:00') }),
    await student.send(replaceWeek, { body: { slots: [...slots.slice(1), night] } }),
  ]) {
    expect(response.statusCode).toBe(400)
    expect(response.json().detail).toContain('at most 300 slots')
  }
  expect(await student.call(getWeek)).toEqual(full)
})

test('the slots of others are not there', async () => {
  const [one, other] = await Promise.all([1, 2].map(() => home.student({ week: [[1, '09:00', '10:00']] })))
  const id = (await one!.call(getWeek)).slots[0]?.id ?? ''
  expect((await other!.send(deleteSlot, { params: { id } })).statusCode).toBe(404)
  expect(times(await one!.call(getWeek))).toEqual(['1 09:00–10:00'])
})

test('many writers at once lose nothing and leave a merged week', async () => {
  const student = await home.student()
  const starts = Array.from({ length: 12 }, (_, hour) => hour)
  const hour = (n: number) => `${String(n).padStart(2, '0')}:00`
  await Promise.all(starts.map((n) => student.call(addSlot, { body: monday(hour(n), hour(n + 1)) })))
  expect(times(await student.call(getWeek))).toEqual(['1 00:00–12:00'])
})

test('replacing and adding at once come one after the other', async () => {
  const student = await home.student()
  for (let round = 0; round < 10; round++) {
    const [replaced, added] = await Promise.all([
      student.call(replaceWeek, { body: { slots: [monday('09:00', '10:00')] } }),
      student.call(addSlot, { body: monday('09:30', '11:00') }),
    ])
    const last = times(await student.call(getWeek))
    expect([times(replaced), times(added)]).toContainEqual(last)
    expect([['1 09:00–10:00'], ['1 09:00–11:00']]).toContainEqual(last)
  }
})

test.each([
  [{ day: 1, start: '12:00', end: '09:00' }, 'body.end'],
  [{ day: 1, start: '12:00', end: '12:00' }, 'body.end'],
  [{ day: 1, start: '12:00', end: '25:00' }, 'body.end'],
  [{ day: 1, start: '24:00', end: '24:00' }, 'body.start'],
  [{ day: 7, start: '09:00', end: '10:00' }, 'body.day'],
  [{ day: 1, start: '09:00', endDay: 3, end: '10:00' }, 'body.endDay'],
  [{ day: 1, start: '09:00', endDay: 2, end: '10:00' }, 'body.end'],
  [{ day: 1, start: '9:00', end: '10:00' }, 'body.start'],
])('refuses %o, naming %s', async (body, field) => {
  const student = await home.student()
  const response = await student.send(addSlot, { body })
  expect(response.statusCode).toBe(400)
  expect(response.json().errors.map((error: { field: string }) => error.field)).toContain(field)
})
