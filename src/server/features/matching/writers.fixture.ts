import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { replaceWeek } from '#contract/availability.ts'
import { joinCourse, leaveCourse } from '#contract/courses.ts'
import { deletePicture, putProfile } from '#contract/profiles.ts'
import type { TestNode, TestStudent } from '../../../../tests/server.ts'
import { courseWrites, prunings, studentWrites, tableWrites } from './admin.fixture.ts'
import type { Choices } from './choices.fixture.ts'
import type { Commits } from './commits.fixture.ts'
import { accountWrites, rowWrites, type Subjects, type Write } from './rows.fixture.ts'

/** Students and courses of one university; ids in order. */
export interface Place {
  university: string
  courses: string[]
  students: TestStudent[]
}

export interface Storm {
  commits: Commits
  pool: pg.Pool
  places: Place[]
  nodes: TestNode[]
  isOver: () => boolean
  /** How often what happened, for the tests of the test. */
  count: (what: string) => void
}

/** What a rule of the database or a transaction at the same time may answer, by error code. */
const refused = /^(23|40)|^55P03/

export function subjectsOf({ university, courses, students }: Place, choices: Choices): Subjects {
  const [a = '', b = ''] = choices
    .some(students, 2)
    .map(({ id }) => id)
    .sort()
  const [course = '', other = ''] = choices.some(courses, 2)
  return { a, b, course, other, university }
}

/**
 * A transaction of some writes with pauses between them, now and then with a savepoint that is rolled back, and
 * rolled back or committed in the end.
 */
export async function transact(
  { commits, pool, count }: Storm,
  choices: Choices,
  on: Subjects,
  writes: Write[],
  isolation = choices.chance(0.3) ? 'REPEATABLE READ' : 'READ COMMITTED',
  commit: (work: () => Promise<unknown>) => Promise<unknown> = (work) => commits.commit(work),
): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query(`BEGIN ISOLATION LEVEL ${isolation}`)
    await client.query('SELECT setseed($1)', [choices.next()])
    for (const write of writes) {
      const isUndone = choices.chance(0.15)
      if (isUndone) await client.query('SAVEPOINT undone')
      await write(client, on, choices)
      if (choices.chance(0.5)) await pause(choices.whole(0, 25))
      if (isUndone) await client.query('ROLLBACK TO undone')
    }
    if (choices.chance(0.12)) await client.query('ROLLBACK')
    else {
      await commit(() => client.query('COMMIT'))
      count(isolation)
    }
    client.release()
  } catch (error) {
    client.release(true)
    if (!(error instanceof pg.DatabaseError && refused.test(error.code ?? ''))) throw error
    count(`refused ${error.code}`)
  }
}

/** Rows of some students, as an import or a script would write them. */
export async function keepImporting(storm: Storm, choices: Choices): Promise<void> {
  while (!storm.isOver()) {
    const on = subjectsOf(choices.one(storm.places), choices)
    const account = choices.chance(0.4) ? choices.some(accountWrites, choices.whole(1, 2)) : []
    await transact(storm, choices, on, [...account, ...choices.some(rowWrites, choices.whole(1, 4))])
  }
}

/** Accounts that come and go, courses that end, changes that are cleared away. */
export async function keepAdministrating(storm: Storm, choices: Choices): Promise<void> {
  while (!storm.isOver()) {
    const on = subjectsOf(choices.one(storm.places), choices)
    const kind = choices.one([studentWrites, studentWrites, prunings, courseWrites])
    await transact(storm, choices, on, [choices.one(kind)])
    await pause(choices.whole(0, 40))
  }
}

/** Whole tables, once in a while. */
export async function keepReplacingTables(storm: Storm, choices: Choices): Promise<void> {
  while (!storm.isOver()) {
    await pause(choices.whole(200, 1500))
    const on = subjectsOf(choices.one(storm.places), choices)
    const writes = [choices.one(tableWrites)]
    // Whoever looks at the state after a commit would wait for the table.
    await storm.commits.call(() =>
      transact(storm, choices, on, writes, 'READ COMMITTED', (commit) => commit()),
    )
  }
}

/** As people write, by the API of any node. */
export async function keepUsing(storm: Storm, choices: Choices, picture: Buffer): Promise<void> {
  const { places, nodes, commits, count } = storm
  while (!storm.isOver()) {
    const { students, courses } = choices.one(places)
    const caller = choices.one(nodes).as(choices.one(students))
    const params = { id: choices.one(courses) }
    const slots = Array.from({ length: choices.whole(0, 5) }, () => {
      const start = choices.whole(0, 21)
      return { day: choices.whole(0, 6), start: hour(start), end: hour(start + choices.whole(1, 3)) }
    })
    const write = choices.one([
      () => caller.send(replaceWeek, { body: { slots } }),
      () => caller.send(joinCourse, { params }),
      () => caller.send(leaveCourse, { params }),
      () =>
        caller.send(putProfile, {
          body: {
            preferredLocation: choices.one(['library', 'any', null] as const),
            studyStyle: choices.one(['quiet', 'mixed', null] as const),
            studyPace: choices.one(['slow', 'moderate', 'fast', null] as const),
            bio: choices.one([null, 'Hello']),
          },
        }),
      () => caller.send(deletePicture),
      () =>
        caller.inject({
          method: 'PUT',
          url: '/api/v1/me/picture',
          headers: { 'content-type': 'image/png' },
          payload: picture,
        }),
    ])
    const { statusCode } = await commits.call(write)
    count(`API ${statusCode}`)
    await pause(choices.whole(0, 30))
  }
}

const hour = (value: number) => `${String(value).padStart(2, '0')}:00`
