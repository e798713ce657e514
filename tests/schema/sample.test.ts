import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
  const sample = new URL('../../data/demo/specification-sample.sql', import.meta.url)
  await database.pool.query(await readFile(sample, 'utf8'))
})
afterAll(() => database.close())

const lines = async (sql: string) => (await database.pool.query({ text: sql, rowMode: 'array' })).rows

// The specification's section "Sample Data", row for row.
test('the sample universities and courses load as they are', async () => {
  expect(await lines('SELECT name, domain FROM universities ORDER BY domain')).toEqual([
    ['University of California, Berkeley', 'berkeley.edu'],
    ['Harvard University', 'harvard.edu'],
    ['Massachusetts Institute of Technology', 'mit.edu'],
    ['Stanford University', 'stanford.edu'],
    ['University of California, Los Angeles', 'ucla.edu'],
  ])
  expect(
    await lines(`SELECT c.name, code, section, semester, instructor, u.domain
                 FROM courses c JOIN universities u ON u.id = c.university_id ORDER BY code`),
  ).toEqual([
    ['Data Structures and Algorithms', 'CS 161', '001', 'Spring 2024', 'Dr. Smith', 'berkeley.edu'],
    ['Database Systems', 'CS 186', '001', 'Spring 2024', 'Dr. Williams', 'berkeley.edu'],
    ['Machine Learning', 'CS 189', '001', 'Spring 2024', 'Dr. Johnson', 'berkeley.edu'],
  ])
})

test('the sample students load as they are, with their preferences', async () => {
  expect(
    await lines(`SELECT email, password_hash, first_name, last_name, university, is_verified,
                        preferred_location, study_style, study_pace, bio
                 FROM users u JOIN user_profiles p ON p.user_id = u.id ORDER BY email`),
  ).toEqual([
    [
      ...['bob.wilson@stanford.edu', '$2b$12$...', 'Bob', 'Wilson', 'Stanford University', false],
      ...['study_room', 'mixed', 'slow'],
      'Undergraduate studying Computer Science. Looking for study partners for challenging courses.',
    ],
    [
      ...[
        'jane.smith@berkeley.edu',
        '$2b$12$...',
        'Jane',
        'Smith',
        'University of California, Berkeley',
        false,
      ],
      ...['cafe', 'quiet', 'fast'],
      'Graduate student in Machine Learning. Love discussing AI concepts and implementations.',
    ],
    [
      ...['john.doe@berkeley.edu', '$2b$12$...', 'John', 'Doe', 'University of California, Berkeley', false],
      ...['library', 'collaborative', 'moderate'],
      'Computer Science student passionate about algorithms and data structures.',
    ],
  ])
})

test('the sample hours load as they are', async () => {
  expect(
    await lines(`SELECT first_name, day_of_week, to_char(start_time, 'HH24:MI'), to_char(end_time, 'HH24:MI')
                 FROM availability a JOIN users u ON u.id = a.user_id
                 ORDER BY first_name, day_of_week, start_time`),
  ).toEqual([
    ['Bob', 2, '13:00', '16:00'],
    ['Bob', 4, '14:00', '17:00'],
    ['Jane', 1, '10:00', '12:00'],
    ['Jane', 3, '09:00', '11:00'],
    ['John', 1, '09:00', '12:00'],
    ['John', 1, '14:00', '17:00'],
    ['John', 3, '10:00', '13:00'],
  ])
})
