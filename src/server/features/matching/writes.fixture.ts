import fc from 'fast-check'
import type pg from 'pg'
import { replaceWeek } from '#contract/availability.ts'
import { acceptConnection, cancelConnection, requestConnection } from '#contract/connections.ts'
import { joinCourse, leaveCourse } from '#contract/courses.ts'
import { putProfile } from '#contract/profiles.ts'
import type { Caller } from '../../../../tests/server.ts'
import { timeOf } from '../availability/week.ts'
import { profile } from './class.fixture.ts'
import { week } from './engine/week.fixture.ts'

/** A class whose students write through the API; what has no operation yet is written to the database. */
export interface Written {
  pool: pg.Pool
  course: string
  ids: string[]
  callers: Caller[]
}

/** One write by or to the student at `who`; 0 is the asker. What is refused, such as by who has left, is no write. */
type Write = (on: Written, who: number) => Promise<unknown>

const byApi = fc.oneof(
  fc.constantFrom<Write>(
    ({ callers, course }, who) => callers[who]!.send(leaveCourse, { params: { id: course } }),
    ({ callers, course }, who) => callers[who]!.send(joinCourse, { params: { id: course } }),
    ({ callers, course, ids }, who) =>
      callers[who]!.send(requestConnection, { body: { courseId: course, targetId: ids[0]! } }),
    ({ callers, course, ids }, who) =>
      callers[0]!.send(requestConnection, { body: { courseId: course, targetId: ids[who]! } }),
    (on, who) => answerAll(on, who, acceptConnection),
    (on, who) => answerAll(on, who, cancelConnection),
  ),
  week.map(
    (slots): Write =>
      ({ callers }, who) =>
        callers[who]!.send(replaceWeek, {
          body: {
            slots: slots.map(({ day, start, end }) => ({ day, start: timeOf(start), end: timeOf(end) })),
          },
        }),
  ),
  profile.map(
    (said): Write =>
      ({ callers }, who) =>
        callers[who]!.send(putProfile, {
          body: {
            preferredLocation: said.preferred_location,
            studyStyle: said.study_style,
            studyPace: said.study_pace,
            bio: said.bio,
          } as never,
        }),
  ),
)

const user =
  (change: string): Write =>
  ({ pool, ids }, who) =>
    pool.query(`UPDATE users SET ${change} WHERE id = $1`, [ids[who]])

const toDatabase = fc.constantFrom<Write>(
  user('is_verified = NOT is_verified'),
  user("profile_image_url = CASE WHEN profile_image_url IS NULL THEN '/p' END"),
  user("created_at = created_at - interval '1 day'"),
  // The asker's session would end.
  (on, who) => (who === 0 ? Promise.resolve() : user('is_active = NOT is_active')(on, who)),
  ({ pool, ids }, who) =>
    who < 2 ? Promise.resolve() : pool.query('DELETE FROM users WHERE id = $1', [ids[who]]),
  ({ pool, course }) =>
    pool.query('UPDATE user_courses SET is_active = NOT is_active WHERE course_id = $1', [course]),
  ({ pool, ids }, who) => pool.query('DELETE FROM availability WHERE user_id = $1', [ids[who]]),
)

/** Accepts or withdraws whatever is open between the asker and a student, by whoever may. */
async function answerAll(
  { pool, ids, callers }: Written,
  who: number,
  operation: typeof acceptConnection | typeof cancelConnection,
) {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM connections WHERE requester_id = ANY ($1) AND target_id = ANY ($1)`,
    [[ids[0], ids[who]]],
  )
  for (const { id } of rows)
    for (const caller of [callers[0]!, callers[who]!]) await caller.send(operation, { params: { id } })
}

/** Writes, each with the number of a student, and whether the lists are read before the next. */
export const writes = fc.array(
  fc.record({
    write: fc.oneof({ weight: 3, arbitrary: byApi }, { weight: 1, arbitrary: toDatabase }),
    who: fc.nat(),
    isRead: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12, size: 'max' },
)
