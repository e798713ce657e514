import { setTimeout as pause } from 'node:timers/promises'
import type { replaceWeek } from '#contract/availability.ts'
import type { z } from '#contract/zod.ts'
import { Random } from '../data/demo/random.ts'
import { clock, timetable } from '../data/demo/timetable.ts'
import type { HttpClient } from './http-client.ts'
import type { Tokens } from './sign-in.ts'
import { type Summary, summarise } from './statistics.ts'
import { drawWeek } from './student.ts'
import { matchesPath } from './subjects.ts'

export interface StormOptions {
  course: string
  /** Everybody who saves, in turn; they also ask. */
  students: readonly string[]
  /** Enrolments, which within a minute save once each. */
  size: number
  seconds: number
  seed: number
}

export interface Storm {
  quiet: Summary
  storm: Summary
  /** Of the requests that save a week. */
  saves: Summary
}

/** Matching requests a second, before and during the storm. */
const asksPerSecond = 25

/** Milliseconds after which a storm is over. */
const settling = 1000

/**
 * Times matching requests of a course while its students save new weeks, as many a second as if
 * everybody did so within a minute, and without; the two take turns of some seconds. Requests begin at fixed times, and what one waits for its turn counts: a slow server does not slow its clients.
 */
export async function measureStorm(
  client: HttpClient,
  tokens: Tokens,
  { course, students, size, seconds, seed }: StormOptions,
): Promise<Storm> {
  const random = new Random(seed, 'storm')
  const times = timetable(random)
  const classes = Array.from({ length: 64 }, (_, index) => times('class', index % 16).flat())
  const tokenOf = (turn: number) => tokens.get(students[turn % students.length] ?? '') ?? ''
  const ask = (turn: number) => client.send('GET', matchesPath(course), tokenOf(7 * turn))
  const save = (turn: number) =>
    client.send('PUT', '/me/availability', tokenOf(turn), weekBody(drawWeek(random, classes)))

  await atRate(asksPerSecond, 2, ask)
  const found = { quiet: [] as number[], storm: [] as number[], saves: [] as number[] }
  const turns = Math.max(1, Math.round(seconds / 5))
  const saveRate = size / 60
  for (let turn = 0; turn < turns; turn++) {
    found.quiet.push(...(await atRate(asksPerSecond, seconds / turns, ask)))
    const first = found.saves.length
    const [asked, saved] = await Promise.all([
      atRate(asksPerSecond, seconds / turns, ask),
      atRate(saveRate, seconds / turns, (number) => save(first + number)),
    ])
    found.storm.push(...asked)
    found.saves.push(...saved)
    await pause(settling)
  }
  return {
    quiet: summarise(found.quiet),
    storm: summarise(found.storm),
    saves: summarise(found.saves),
  }
}

/** Begins requests at a fixed rate. @returns milliseconds from when each was due until it was answered */
export async function atRate(
  perSecond: number,
  seconds: number,
  send: (turn: number) => Promise<unknown>,
): Promise<number[]> {
  const begun = performance.now()
  const running: Promise<number>[] = []
  for (let turn = 0; turn < perSecond * seconds; turn++) {
    const due = begun + (1000 * turn) / perSecond
    const early = due - performance.now()
    if (early > 1) await pause(early)
    running.push(send(turn).then(() => performance.now() - due))
  }
  return Promise.all(running)
}

function weekBody(week: { day: number; start: number; end: number }[]): string {
  const time = (minutes: number) => clock(minutes).padStart(5, '0')
  const slots = week.map(({ day, start, end }) => ({ day, start: time(start), end: time(end) }))
  return JSON.stringify({ slots } satisfies z.input<NonNullable<typeof replaceWeek.body>>)
}
