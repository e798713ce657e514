import { randomUUID } from 'node:crypto'
import { copyRows } from '../../../../data/demo/copy.ts'
import type { Subjects, Write } from './rows.fixture.ts'

async function insertStudent(...[client, on]: Parameters<Write>): Promise<void> {
  const id = randomUUID()
  await client.query(
    `INSERT INTO users (id, email, first_name, last_name, university, is_verified)
     VALUES ($1::uuid, $1 || '@x.example', 'A', 'B', $2, TRUE)`,
    [id, on.university],
  )
  await client.query(`INSERT INTO user_profiles (user_id, preferred_location) VALUES ($1, 'any')`, [id])
  await client.query('INSERT INTO user_courses (user_id, course_id) VALUES ($1, $2)', [id, on.course])
}

const insertInOneStatement: Write = (client, { university, course }) =>
  client.query(
    `WITH new AS (
       INSERT INTO users (email, first_name, last_name, university, is_verified)
       SELECT gen_random_uuid() || '@x.example', 'A', 'B', $1, TRUE FROM generate_series(1, 2) RETURNING id
     ), slots AS (
       INSERT INTO availability (user_id, day_of_week, start_time, end_time)
       SELECT id, day, '09:00', '11:00' FROM new, generate_series(1, 3) AS day
     ) INSERT INTO user_courses (user_id, course_id) SELECT id, $2 FROM new`,
    [university, course],
  )

const copyStudents: Write = async (client, { university, course, other }) => {
  const ids = [randomUUID(), randomUUID()]
  await copyRows(
    client,
    'users (id, email, first_name, last_name, university, is_verified)',
    ids.map((id) => [id, `${id}@x.example`, 'A', 'B', university, true]),
  )
  await copyRows(
    client,
    'user_courses (user_id, course_id)',
    ids.flatMap((id) => [course, other].map((course) => [id, course])),
  )
}

/** Of those made here: the others have sessions. */
const deleteStudent: Write = (client, { course }) =>
  client.query(
    `DELETE FROM users WHERE id IN (
       SELECT u.id FROM users u JOIN user_courses e ON e.user_id = u.id
       WHERE e.course_id = $1 AND u.first_name = 'A' ORDER BY random() LIMIT 3)`,
    [course],
  )

/** Gone and there again under the same id, with one hour. */
const replaceStudent: Write = async (client, { course, university }) => {
  const { rows } = await client.query<{ id: string }>(
    `DELETE FROM users WHERE id = (
       SELECT u.id FROM users u JOIN user_courses e ON e.user_id = u.id
       WHERE e.course_id = $1 AND u.first_name = 'A' ORDER BY random() LIMIT 1) RETURNING id`,
    [course],
  )
  for (const { id } of rows) {
    await client.query(
      `INSERT INTO users (id, email, first_name, last_name, university, is_verified)
       VALUES ($1::uuid, $1 || '@x.example', 'A', 'B', $2, TRUE)`,
      [id, university],
    )
    await client.query('INSERT INTO user_courses (user_id, course_id) VALUES ($1, $2)', [id, course])
    await client.query(
      `INSERT INTO availability (user_id, day_of_week, start_time, end_time) VALUES ($1, 1, '09:00', '10:00')`,
      [id],
    )
  }
}

const statement =
  (text: string, name?: keyof Subjects): Write =>
  (client, on) =>
    client.query(text, name && [on[name]])

export const studentWrites = [
  insertStudent,
  insertInOneStatement,
  copyStudents,
  deleteStudent,
  replaceStudent,
]

/** As the job does it, and as somebody does who clears the table or a course by hand. */
export const prunings: Write[] = [
  ...Array<Write>(4).fill(
    statement('DELETE FROM match_changes WHERE xid < pg_snapshot_xmin(pg_current_snapshot())'),
  ),
  statement('DELETE FROM match_changes'),
  statement('DELETE FROM match_changes WHERE course_id = $1', 'course'),
]

export const courseWrites: Write[] = [
  statement('UPDATE courses SET is_active = NOT is_active WHERE id = $1', 'course'),
  statement('UPDATE courses SET is_active = TRUE'),
  statement('UPDATE user_courses SET is_active = TRUE WHERE course_id = $1', 'course'),
]

/** Half of a table's rows come back, so that there is something left to look at. */
const truncate =
  (table: string): Write =>
  async (client) => {
    await client.query(`CREATE TEMP TABLE kept ON COMMIT DROP AS SELECT * FROM ${table}`)
    await client.query(`TRUNCATE ${table}`)
    await client.query(`INSERT INTO ${table} SELECT * FROM kept WHERE random() < 0.7`)
  }

/** Lock whole tables, so that nobody reads beside them. */
export const tableWrites: Write[] = [
  truncate('availability'),
  truncate('availability_monday'),
  truncate('user_profiles'),
  truncate('user_courses'),
  statement('TRUNCATE match_changes'),
  statement('TRUNCATE match_profiles'),
  statement('TRUNCATE match_rosters'),
  statement('SELECT rebuild_match_profiles()'),
]
