import { setTimeout as pause } from 'node:timers/promises'
import { listMatches } from '#contract/matching.ts'
import type { Choices } from './choices.fixture.ts'
import { checkCourse } from './readers.fixture.ts'
import { insertSlot, rowWrites, type Subjects, toggleEnrolment, type Write } from './rows.fixture.ts'
import { type Place, type Storm, subjectsOf, transact } from './writers.fixture.ts'

/**
 * One student's enrolment and hours in two transactions at the same time. The rosters are caught up with between the
 * one's commit and the other's, so that what only the later one can tell is missed if it does not.
 */
export async function keepDuelling(storm: Storm, choices: Choices, oracle: string): Promise<void> {
  const { places, nodes, commits, isOver } = storm
  while (!isOver()) {
    const place = choices.one(places)
    const on = await somebodyWhoLeft(storm, place, choices)
    const read: Write = () =>
      Promise.all(
        nodes.map((node) =>
          node.as(choices.one(place.students)).send(listMatches, { params: { id: on.course } }),
        ),
      )
    const [first = insertSlot, second = insertSlot] = choices.chance(0.5)
      ? [toggleEnrolment, insertSlot]
      : choices.some(rowWrites, 2)
    const isolation = choices.chance(0.2) ? 'REPEATABLE READ' : 'READ COMMITTED'
    await Promise.all([
      transact(storm, choices.fork(), on, [first, read], isolation),
      pause(choices.whole(0, 8)).then(() => transact(storm, choices.fork(), on, [second, read], isolation)),
    ])
    await commits.check(() => checkCourse(storm, choices, oracle, place, on.course))
  }
}

/** Subjects of whom the first would be in the list of the course, had they not left it; anybody where nobody has. */
async function somebodyWhoLeft({ pool }: Storm, place: Place, choices: Choices): Promise<Subjects> {
  const on = subjectsOf(place, choices)
  const { rows } = await pool.query<{ id: string }>(
    `SELECT u.id FROM user_courses e JOIN users u ON u.id = e.user_id
     WHERE e.course_id = $1 AND NOT e.is_active AND u.is_active AND u.is_verified AND u.id <> $3
     ORDER BY md5(u.id || $2) LIMIT 1`,
    [on.course, String(choices.next()), on.b],
  )
  return { ...on, a: rows[0]?.id ?? on.a }
}
