import type pg from 'pg'
import { copyRows } from '../../../../data/demo/copy.ts'
import { timeOf } from '../availability/week.ts'
import type { Choices } from './choices.fixture.ts'

/** On whom a write is done: two students of a university, the first in the order of ids, and two of its courses. */
export interface Subjects {
  a: string
  b: string
  course: string
  other: string
  university: string
}

/** A statement of an import, a migration or an admin. It may fail by a rule of the database, which is fine. */
export type Write = (client: pg.PoolClient, on: Subjects, choices: Choices) => Promise<unknown>

const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** By name, so that slots go round the table that is partitioned. */
const partition = (day: number) => `availability_${days[day]}`

function slot(choices: Choices) {
  const start = 30 * choices.whole(0, 46)
  const end = Math.min(1440, start + choices.one([17, 30, 60, 150, 400]))
  return { day: choices.whole(0, 6), start: timeOf(start), end: timeOf(end) }
}

export const insertSlot: Write = async (client, { a }, choices) => {
  const { day, start, end } = slot(choices)
  const table = choices.chance(0.5) ? 'availability' : partition(day)
  await client.query(
    `INSERT INTO ${table} (user_id, day_of_week, start_time, end_time) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING`,
    [a, day, start, end],
  )
}

async function copySlots(client: pg.PoolClient, { a, b }: Subjects, choices: Choices) {
  const { day, start, end } = slot(choices)
  await copyRows(
    client,
    `${choices.chance(0.5) ? 'availability' : partition(day)} (user_id, day_of_week, start_time, end_time)`,
    [a, b].map((user) => [user, day, start, end]),
  )
}

const said = (choices: Choices) => [
  choices.one(['library', 'cafe', 'home', 'study_room', 'any', null]),
  choices.one(['collaborative', 'quiet', 'mixed', null]),
  choices.one(['slow', 'moderate', 'fast', null]),
  choices.one([null, '', ' \n', 'Hello']),
]

const sql =
  (text: string, ...names: (keyof Subjects)[]): Write =>
  (client, on) =>
    client.query(
      text,
      names.map((name) => on[name]),
    )

export const toggleEnrolment = sql(
  'UPDATE user_courses SET is_active = NOT is_active WHERE user_id = $1 AND course_id = $2',
  'a',
  'course',
)

/** Of the account itself. A transaction does them before others, as the service does: they lock what others refer to. */
export const accountWrites: Write[] = [
  sql('UPDATE users SET is_verified = NOT is_verified WHERE id = $1', 'a'),
  sql('UPDATE users SET is_verified = TRUE, is_active = TRUE WHERE id IN ($1, $2)', 'a', 'b'),
  sql('UPDATE users SET is_active = NOT is_active WHERE id = $1', 'a'),
  sql(
    `UPDATE users SET profile_image_url = CASE WHEN profile_image_url IS NULL THEN '/p' END WHERE id = $1`,
    'a',
  ),
  sql(`UPDATE users SET created_at = created_at - interval '1 day' WHERE id IN ($1, $2)`, 'a', 'b'),
  sql('UPDATE users SET last_login_at = now() WHERE id = $1', 'a'),
]

/** Of hours, preferences and enrolments; the likely ones twice. */
export const rowWrites: Write[] = [
  insertSlot,
  insertSlot,
  copySlots,
  (client, { a }, choices) =>
    client.query('UPDATE availability SET day_of_week = (day_of_week + $2) % 7 WHERE user_id = $1', [
      a,
      choices.whole(1, 6),
    ]),
  (client, { a }, choices) =>
    client.query(
      `UPDATE ${partition(choices.whole(0, 6))} SET start_time = start_time + interval '1 minute' WHERE user_id = $1
         AND end_time - start_time > interval '1 minute'`,
      [a],
    ),
  sql('UPDATE availability SET user_id = $2 WHERE user_id = $1 AND day_of_week < 3', 'a', 'b'),
  (client, { a }, choices) =>
    client.query(`DELETE FROM ${partition(choices.whole(0, 6))} WHERE user_id = $1`, [a]),
  sql(`DELETE FROM availability WHERE user_id = $1 AND start_time > '08:00'`, 'a'),
  (client, { a }, choices) =>
    client.query(
      `INSERT INTO user_profiles (user_id, preferred_location, study_style, study_pace, bio)
       VALUES ($1, $2, $3, $4, $5) ON CONFLICT (user_id) DO UPDATE SET
         (preferred_location, study_style, study_pace, bio) =
         (EXCLUDED.preferred_location, EXCLUDED.study_style, EXCLUDED.study_pace, EXCLUDED.bio)`,
      [a, ...said(choices)],
    ),
  ...Array<Write>(2).fill(
    sql(
      `INSERT INTO user_profiles (user_id, visibility) VALUES ($1, 'asked') ON CONFLICT (user_id) DO UPDATE SET
         visibility = CASE user_profiles.visibility WHEN 'asked' THEN 'course' ELSE 'asked' END`,
      'a',
    ),
  ),
  sql('DELETE FROM user_profiles WHERE user_id = $1', 'a'),
  sql('UPDATE user_profiles SET user_id = $2 WHERE user_id = $1', 'a', 'b'),
  ...Array<Write>(2).fill(
    sql(
      `INSERT INTO user_courses (user_id, course_id) VALUES ($1, $3), ($2, $3)
       ON CONFLICT (user_id, course_id) DO UPDATE SET is_active = TRUE`,
      'a',
      'b',
      'course',
    ),
  ),
  toggleEnrolment,
  sql('UPDATE user_courses SET course_id = $3 WHERE user_id = $1 AND course_id = $2', 'a', 'course', 'other'),
  sql('UPDATE user_courses SET user_id = $2 WHERE user_id = $1 AND course_id = $3', 'a', 'b', 'course'),
  sql('DELETE FROM user_courses WHERE user_id = $1 AND course_id = $2', 'a', 'course'),
  sql('INSERT INTO blocks (blocker_id, blocked_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', 'a', 'b'),
  sql('INSERT INTO ignores (user_id, ignored_id) VALUES ($1, $2), ($2, $1) ON CONFLICT DO NOTHING', 'a', 'b'),
  sql('DELETE FROM ignores WHERE user_id = $1', 'a'),
  ...Array<Write>(2).fill(sql('DELETE FROM blocks WHERE $1 IN (blocker_id, blocked_id)', 'a')),
  sql(
    `INSERT INTO connections (requester_id, target_id, course_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
    'a',
    'b',
    'course',
  ),
  sql(
    `UPDATE connections SET status = CASE status WHEN 'pending' THEN 'accepted' ELSE 'cancelled' END,
       responded_at = now()
     WHERE status IN ('pending', 'accepted') AND requester_id = $1 AND course_id = $2`,
    'a',
    'course',
  ),
]
