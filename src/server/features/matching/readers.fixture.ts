import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { listAllMatches, listMatches } from '#contract/matching.ts'
import type { Caller } from '../../../../tests/server.ts'
import type { Choices } from './choices.fixture.ts'
import { agrees, readAnswer, readTruth, type Truth } from './truth.fixture.ts'
import type { Place, Storm } from './writers.fixture.ts'

/** Asks beside transactions that commit: the answer is that of one of the states that there were meanwhile. */
export async function keepRacing(storm: Storm, choices: Choices, oracle: string): Promise<void> {
  const { commits, pool, places, nodes, count, isOver } = storm
  while (!isOver()) {
    await commits.race(async (watch) => {
      for (let asked = 0; asked < 6 && !isOver(); asked++) {
        const { students, courses } = choices.one(places)
        const student = choices.one(students)
        const course = choices.one(courses)
        const node = choices.one(nodes)
        const truths: Truth[] = []
        const look = async () => truths.push(await readTruth(pool, oracle, student.id, course))
        const answer = await watch(look, () => readAnswer(node.as(student), course))
        if (!truths.some((truth) => agrees(answer, truth)))
          expect({ student: student.id, course, node: nodes.indexOf(node), answer }).toEqual(truths)
        count(truths.length > 1 ? 'race overtaken' : 'race')
      }
    })
    await pause(choices.whole(0, 20))
  }
}

/** Asks beside everything, so that rosters are caught up with, thrown out and read again all the time. */
export async function keepReading({ places, nodes, isOver }: Storm, choices: Choices): Promise<void> {
  while (!isOver()) {
    const { students, courses } = choices.one(places)
    const caller = choices.one(nodes).as(choices.one(students))
    const params = { id: choices.one(courses) }
    const sort = choices.one(['compatibility', 'shared', 'mutual'] as const)
    const answer = await caller.send(listMatches, { params, query: { sort, limit: choices.whole(1, 10) } })
    expect(answer.statusCode).toBeLessThan(500)
    await pause(choices.whole(0, 10))
  }
}

/** Compares all nodes with the specification's query while nothing commits. */
export async function keepChecking(storm: Storm, choices: Choices, oracle: string): Promise<void> {
  while (!storm.isOver()) {
    await pause(choices.whole(50, 250))
    await storm.commits.check(() => checkNow(storm, choices, oracle))
  }
}

/** A list of every course; nobody may change anything meanwhile. */
export async function checkNow(storm: Storm, choices: Choices, oracle: string): Promise<void> {
  for (const place of storm.places)
    for (const course of place.courses) await checkCourse(storm, choices, oracle, place, course)
}

export async function checkCourse(
  { pool, nodes, count }: Storm,
  choices: Choices,
  oracle: string,
  { students }: Place,
  course: string,
): Promise<void> {
  let student = choices.one(students)
  let truth = await readTruth(pool, oracle, student.id, course)
  // Rather somebody who has a list.
  for (let tries = 0; tries < 4 && 'refusals' in truth; tries++) {
    student = choices.one(students)
    truth = await readTruth(pool, oracle, student.id, course)
  }
  const callers = nodes.map((node) => node.as(student))
  for (const [node, caller] of callers.entries()) {
    const answer = await readAnswer(caller, course)
    if (!agrees(answer, truth)) expect({ student: student.id, course, node, answer }).toEqual(truth)
  }
  if ('list' in truth) count('compared list')
  for (const sort of ['shared', 'mutual'] as const)
    await expectAlike(callers, (caller) =>
      caller.send(listMatches, { params: { id: course }, query: { sort, limit: 5 } }),
    )
  await expectAlike(callers, (caller) => caller.send(listAllMatches, { query: {} }))
}

async function expectAlike(
  callers: Caller[],
  ask: (caller: Caller) => Promise<{ json: () => unknown; statusCode: number }>,
): Promise<void> {
  const answers = await Promise.all(callers.map(ask))
  const [first, ...others] = answers.map((answer) => {
    const { instance: _, ...body } = answer.json() as { instance?: string }
    return { ...body, status: answer.statusCode }
  })
  for (const other of others) expect(other).toEqual(first)
}
