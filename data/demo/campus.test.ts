import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant, now } from './calendar.ts'
import { type Campus, createCampus } from './campus.ts'
import { connections } from './connections.ts'
import { campusPlan } from './plan.ts'
import {
  connectionRow,
  courseRows,
  enrolmentRows,
  messageRows,
  profileRow,
  slotRows,
  userRow,
} from './rows.ts'
import { demoSignIns } from './sign-ins.ts'
import type { Student } from './student.ts'
import { overlap } from './timetable.ts'

const usual = createCampus(campusPlan())
const usualStudents = studentsOf(usual)

function studentsOf(campus: Campus): Student[] {
  return Array.from({ length: campus.plan.students }, (_, index) => campus.student(index))
}

function everything(campus: Campus): string {
  const students = studentsOf(campus)
  const talk = [...connections(campus)]
  const ofStudents = [userRow('hash'), profileRow(campus), enrolmentRows(campus), slotRows(campus)]
  return JSON.stringify([
    campus.universityId,
    courseRows(campus),
    ofStudents.map((rows) => students.flatMap(rows)),
    talk.map(connectionRow),
    talk.flatMap(messageRows(campus)),
  ])
}

test('the same plan makes the same rows, another seed makes others', () => {
  const plan = campusPlan({ students: 120 })
  const first = everything(createCampus(plan))
  expect(everything(createCampus(plan))).toBe(first)
  expect(everything(createCampus({ ...plan, seed: 2 }))).not.toBe(first)
})

test('a student does not depend on which others were made before', () => {
  expect(usual.student(700)).toEqual(createCampus(campusPlan()).student(700))
})

test('any campus keeps the rules', () => {
  fc.assert(
    fc.property(fc.nat(1_000_000), fc.integer({ min: 60, max: 400 }), (seed, students) => {
      const campus = createCampus(campusPlan({ seed, students }))
      expectSizes(campus)
      for (const student of studentsOf(campus)) {
        expectLoad(campus, student)
        expectCanonicalWeek(student)
        expectBusyInClass(campus, student)
      }
      expectConnections(campus)
    }),
    { numRuns: 25 },
  )
})

test('the usual campus keeps the rules', () => {
  expectSizes(usual)
  for (const student of usualStudents) {
    expectLoad(usual, student)
    expectCanonicalWeek(student)
    expectBusyInClass(usual, student)
  }
  expectConnections(usual)
})

function expectSizes(campus: Campus): void {
  const sizes = campus.courses.map((_, course) => campus.enrolment.studentsOf(course).length)
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(8)
  expect(Math.max(...sizes)).toBeLessThanOrEqual(campus.plan.largest)
}

/** Three to five courses, never two at once nor two of a sequence. */
function expectLoad(campus: Campus, student: Student): void {
  const courses = campus.coursesOf(student.index)
  expect(courses.length).toBeGreaterThanOrEqual(3)
  expect(courses.length).toBeLessThanOrEqual(5)
  expect(new Set(courses.map(({ sequence }) => sequence)).size).toBe(courses.length)
  for (const course of courses)
    for (const other of courses)
      if (other !== course) expect(overlap(course.meetings, other.meetings)).toBe(false)
}

/** What the database's exclusion constraint asks for: whole minutes, in order, apart. */
function expectCanonicalWeek({ week }: Student): void {
  for (const [index, { day, start, end }] of week.entries()) {
    expect([day, start, end].every(Number.isInteger)).toBe(true)
    expect(day >= 0 && day <= 6 && start >= 0 && start < end && end <= 1440).toBe(true)
    const before = week[index - 1]
    if (before) expect(before.day < day || (before.day === day && before.end < start)).toBe(true)
  }
}

function expectBusyInClass(campus: Campus, { index, week }: Student): void {
  for (const { meetings } of campus.coursesOf(index)) expect(overlap(week, meetings)).toBe(false)
}

/** Two active, verified students of the course; never a pair twice; messages by the two, in order, after yes. */
function expectConnections(campus: Campus): void {
  const pairs = new Set<string>()
  const ids = new Set<string>()
  for (const {
    id,
    requester,
    target,
    course,
    status,
    requested,
    responded,
    lines,
    initialMessage,
  } of connections(campus)) {
    const pair = [requester.id, target.id, course.id].sort().join()
    expect(pairs.has(pair) || ids.has(id) || requester.id === target.id).toBe(false)
    pairs.add(pair)
    ids.add(id)
    for (const student of [requester, target]) {
      expect(student.isActive && student.isVerified).toBe(true)
      expect(campus.coursesOf(student.index)).toContain(course)
    }
    expect(requested).toBeLessThan(now)
    expect(responded === null).toBe(status === 'pending')
    if (responded !== null) expect(responded > requested && responded < now).toBe(true)
    expect(lines.length > 0).toBe(status === 'accepted' && lines.length > 0)
    expect(lines.every(({ from }) => from === requester || from === target)).toBe(true)
    const moments = [responded ?? 0, ...lines.map(({ at }) => at), now]
    if (lines.length > 0) expect(moments).toEqual([...moments].sort((a, b) => a - b))
    for (const text of [initialMessage ?? '', ...lines.map((line) => line.text)]) {
      expect(text).not.toMatch(/[{}]|undefined|null|\s{2}/)
      expect(text.length).toBeLessThanOrEqual(500)
    }
  }
}

test('about four in a hundred are not verified, one is deactivated, half have a picture', () => {
  const share = (is: (student: Student) => boolean) => usualStudents.filter(is).length / usualStudents.length
  expect(share(({ isVerified }) => !isVerified)).toBeCloseTo(0.04, 1)
  expect(share(({ isActive }) => !isActive)).toBeGreaterThan(0.003)
  expect(share(({ isActive }) => !isActive)).toBeLessThan(0.02)
  expect(share(({ picture }) => picture !== null)).toBeCloseTo(0.5, 1)
  expect(share(({ preferences }) => preferences === null)).toBeGreaterThan(0.05)
  expect(share(({ preferences }) => preferences?.style === null)).toBeGreaterThan(0.05)
  expect(share(({ week }) => week.length === 0)).toBeGreaterThan(0.03)
})

test('hours are of all kinds: past midnight, off the half hour, early and late', () => {
  const slots = usualStudents.flatMap(({ week }) => week)
  expect(slots.some(({ start }) => start === 0)).toBe(true)
  expect(slots.some(({ end }) => end === 1440)).toBe(true)
  expect(slots.some(({ start, end }) => start % 30 > 0 || end % 30 > 0)).toBe(true)
  expect(slots.some(({ start }) => start > 300 && start < 420)).toBe(true)
})

test('what students say of themselves is complete, short enough and seldom the same', () => {
  const bios = usualStudents.map((student) => usual.biographyOf(student))
  expect(bios).toContain(null)
  expect(bios).toContain('')
  const written = bios.filter((bio) => bio !== null && bio !== '')
  for (const bio of written) {
    expect(bio).not.toMatch(/[{}]|undefined|\s{2}|\.\.|\s$/)
    expect(bio?.length).toBeLessThanOrEqual(500)
  }
  expect(new Set(written).size / written.length).toBeGreaterThan(0.9)
})

test('addresses are unique and plain; the first two are the ones to sign in with', () => {
  const addresses = usualStudents.flatMap(userRow('hash')).map((row) => row[1])
  expect(new Set(addresses).size).toBe(addresses.length)
  for (const address of addresses) expect(address).toMatch(/^[a-z-]+\.[a-z-]+\d*@northfield\.example$/)
  expect(addresses.slice(0, 2)).toEqual(demoSignIns.map(({ email }) => email))
})

test('whoever signs in finds a classmate to connect with, a request, and a conversation with news', () => {
  const [maya, leo] = usualStudents as [Student, Student]
  const common = usual.coursesOf(0).filter((course) => usual.coursesOf(1).includes(course))
  expect(common.length).toBe(3)
  const all = [...connections(usual)]
  const between = all.filter(
    ({ requester, target }) => [requester.index, target.index].sort().join() === '0,1',
  )
  expect(between.map(({ status }) => status)).toEqual(['accepted'])
  const received = all.filter(({ target }) => target.id === maya.id)
  expect(received.filter(({ status }) => status === 'pending')).toHaveLength(1)
  const read = all
    .filter(({ requester, target }) => requester.id === maya.id || target.id === maya.id)
    .flatMap(messageRows(usual))
  expect(read.some(([, , sender, , isRead]) => sender !== maya.id && isRead === false)).toBe(true)
  expect(leo.week.some(({ end }) => end === 1440)).toBe(true)
})

test('the campus stands still on a Friday afternoon', () => {
  expect(instant(now).toISOString()).toBe('2026-11-20T21:00:00.000Z')
  expect(instant(0).toISOString()).toBe('2026-08-31T05:00:00.000Z')
})
