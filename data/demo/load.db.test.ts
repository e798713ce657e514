import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { passwordMatches } from '#features/accounts/password.ts'
import { type TestDatabase, testDatabase } from '../../tests/database.ts'
import { createCampus } from './campus.ts'
import { connections } from './connections.ts'
import { DemoPresent, type DemoSummary, loadDemo } from './load.ts'
import { campusPlan } from './plan.ts'
import { loadSample, SamplePresent } from './sample.ts'

const plan = campusPlan({ students: 60 })
const campus = createCampus(plan)
let database: TestDatabase
let files: string
let summary: DemoSummary
const progress: { step: string; done: number; total: number }[] = []

beforeAll(async () => {
  database = await testDatabase()
  files = await mkdtemp(path.join(tmpdir(), 'demo-'))
  summary = await loadDemo({
    ...plan,
    databaseUrl: database.url,
    filesDirectory: files,
    onProgress: (step, done, total) => progress.push({ step, done, total }),
  })
})

afterAll(async () => {
  await database.close()
  await rm(files, { recursive: true })
})

async function rows<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await database.pool.query(sql, values)).rows
}

async function count(sql: string): Promise<number> {
  return Number((await rows<{ count: string }>(`SELECT count(*) FROM ${sql}`))[0]?.count)
}

const ofDemo = "users WHERE university = 'Northfield University'"

test('what is counted is what is stored', async () => {
  expect(summary.students).toBe(60)
  expect(await count(ofDemo)).toBe(60)
  expect(await count("courses WHERE semester = 'Fall 2026'")).toBe(summary.courses)
  expect(await count('user_courses')).toBe(summary.enrolments)
  expect(await count(`availability WHERE user_id IN (SELECT id FROM ${ofDemo})`)).toBe(summary.slots)
  expect(await count('connections')).toBe(summary.connections)
  expect(await count('messages')).toBe(summary.messages)
  expect(summary.messages).toBeGreaterThan(10)
})

test('students, their weeks and their words arrive as they were made', async () => {
  for (const index of [0, 1, 17, 59]) {
    const student = campus.student(index)
    const [stored] = await rows(
      'SELECT first_name, last_name, is_verified, is_active, bio FROM users u LEFT JOIN user_profiles p ON p.user_id = u.id WHERE u.id = $1',
      [student.id],
    )
    expect(stored).toEqual({
      first_name: student.name.first,
      last_name: student.name.last,
      is_verified: student.isVerified,
      is_active: student.isActive,
      bio: student.preferences && campus.biographyOf(student),
    })
    const slots = await rows(
      `SELECT day_of_week AS day, (extract(epoch FROM start_time) / 60)::int AS start,
              (extract(epoch FROM end_time) / 60)::int AS end
       FROM availability WHERE user_id = $1 ORDER BY day_of_week, start_time`,
      [student.id],
    )
    expect(slots).toEqual(student.week)
  }
})

test('courses arrive as they were made, with those who left them', async () => {
  const stored = await rows(
    `SELECT c.id, code, section, c.name, instructor, schedule,
            (SELECT count(*)::int FROM user_courses uc WHERE uc.course_id = c.id AND uc.is_active) AS students
     FROM courses c JOIN universities un ON un.id = c.university_id
     WHERE un.current_semester = c.semester AND un.domain = 'northfield.example' ORDER BY c.id`,
  )
  const made = campus.courses.map(({ id, code, section, title, instructor, schedule }, index) => ({
    id,
    code,
    section,
    name: title,
    instructor,
    schedule,
    students: campus.enrolment.studentsOf(index).length,
  }))
  expect(stored).toEqual(made.sort((a, b) => (a.id < b.id ? -1 : 1)))
})

test('messages are numbered in the order in which they were written', async () => {
  for (const { id, lines, status } of connections(campus)) {
    const stored = await rows<{ content: string }>(
      'SELECT content FROM messages WHERE connection_id = $1 ORDER BY sequence',
      [id],
    )
    expect(stored.map(({ content }) => content)).toEqual(lines.map(({ text }) => text))
    expect(await rows('SELECT status, last_sequence FROM connections WHERE id = $1', [id])).toEqual([
      { status, last_sequence: lines.length },
    ])
  }
})

test('where a student has read to is where what is unread begins', async () => {
  const [sums] = await rows<{ unread: number; behind: number }>(`
    SELECT (SELECT count(*)::int FROM messages m WHERE NOT m.is_read) AS unread,
           (SELECT count(*)::int FROM messages m JOIN message_positions p USING (connection_id)
            WHERE m.sender_id <> p.user_id AND m.sequence > p.read) AS behind`)
  expect(sums?.unread).toBeGreaterThan(0)
  expect(sums?.behind).toBe(sums?.unread)
})

test('the history of a connection has the request and the answer, at their times', async () => {
  expect(
    await count(`connections c WHERE
      (SELECT array_agg(status::text ORDER BY id) FROM connection_events e WHERE e.connection_id = c.id)
        IS DISTINCT FROM CASE status WHEN 'pending' THEN ARRAY['pending'] ELSE ARRAY['pending', status::text] END
      OR (SELECT max(occurred_at) FROM connection_events e WHERE e.connection_id = c.id)
        IS DISTINCT FROM coalesce(responded_at, requested_at)`),
  ).toBe(0)
})

test('only the two of the sign-ins have a password, and it is the one announced', async () => {
  const signable = await rows<{ email: string; password_hash: string }>(
    `SELECT email, password_hash FROM ${ofDemo} AND password_hash IS NOT NULL ORDER BY email DESC`,
  )
  expect(signable.map(({ email }) => email)).toEqual(summary.signIns.map(({ email }) => email))
  for (const { password_hash } of signable)
    expect(await passwordMatches(summary.signIns[0]?.password ?? '', password_hash)).toBe(true)
})

test('every picture that a student has is a file of 512 × 512', async () => {
  const named = await rows<{ url: string }>(
    `SELECT DISTINCT profile_image_url AS url FROM ${ofDemo} AND profile_image_url IS NOT NULL`,
  )
  expect(named.length).toBeGreaterThan(10)
  for (const { url } of named) {
    const id = url.replace('/api/v1/pictures/', '')
    const { format, width, height } = await sharp(path.join(files, 'pictures', `${id}.webp`)).metadata()
    expect({ format, width, height }).toEqual({ format: 'webp', width: 512, height: 512 })
  }
})

test('the view of active enrolments is filled and progress ran to its end', async () => {
  expect(await count('mv_active_enrollments')).toBeGreaterThan(150)
  for (const step of ['timetable', 'pictures', 'students', 'free hours', 'messages', 'statistics']) {
    const last = progress.findLast((report) => report.step === step)
    expect(last?.done).toBe(last?.total)
  }
})

test('the specification’s sample rows came along as they stand there', async () => {
  expect(
    await rows(`SELECT u.email, u.password_hash, u.is_verified, p.preferred_location, p.study_pace,
                  (SELECT count(*)::int FROM availability a WHERE a.user_id = u.id) AS slots
                FROM users u JOIN user_profiles p ON p.user_id = u.id
                WHERE u.email ~ '(berkeley|stanford)' ORDER BY u.email`),
  ).toEqual([
    row('bob.wilson@stanford.edu', 'study_room', 'slow', 2),
    row('jane.smith@berkeley.edu', 'cafe', 'fast', 2),
    row('john.doe@berkeley.edu', 'library', 'moderate', 3),
  ])
  expect(await count("universities WHERE domain LIKE '%.edu' AND current_semester IS NULL")).toBe(5)
  expect(await count("courses WHERE semester = 'Spring 2024' AND schedule IS NULL")).toBe(3)
})

function row(email: string, preferred_location: string, study_pace: string, slots: number) {
  return { email, password_hash: '$2b$12$...', is_verified: false, preferred_location, study_pace, slots }
}

test('what is there already is left alone, and says so', async () => {
  const again = loadDemo({ ...plan, seed: 2, databaseUrl: database.url, filesDirectory: files })
  await expect(again).rejects.toThrow(DemoPresent)
  await expect(loadSample(database.url)).rejects.toThrow(SamplePresent)
  expect(await count(`users WHERE id = '${campus.student(5).id}'`)).toBe(1)
  expect(await count(`users WHERE university = 'Stanford University'`)).toBe(1)
})

test('a reset replaces the demo campus, with the pictures, and nothing else', async () => {
  const picture = '00000000-0000-4000-8000-000000000000'
  await writeFile(path.join(files, 'pictures', `${picture}.webp`), '')
  await database.pool.query('UPDATE users SET profile_image_url = $1 WHERE id = $2', [
    `/api/v1/pictures/${picture}`,
    campus.student(5).id,
  ])
  const options = { ...plan, students: 80, seed: 2, databaseUrl: database.url, filesDirectory: files }
  const { students } = await loadDemo({ ...options, reset: true })
  expect(students).toBe(80)
  expect(await count(ofDemo)).toBe(80)
  expect(await count(`users WHERE id = '${campus.student(5).id}'`)).toBe(0)
  expect(await count(`users WHERE university = 'Stanford University'`)).toBe(1)
  expect((await readdir(path.join(files, 'pictures'))).length).toBe(32)
})
