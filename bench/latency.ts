import { type AnswerRow, requireSame } from './exactness.ts'
import { type Summary, summarise } from './statistics.ts'
import type { Subject, SubjectName } from './subjects.ts'

export interface Latency {
  times: Map<SubjectName, Summary>
  /** Answers that were compared with the specification's, warming up included. */
  compared: number
}

export interface LatencyOptions {
  course: string
  /** More than rounds are likely; each round takes the next. */
  askers: readonly string[]
  seconds: number
}

/** Rounds at least, however long they take. */
const fewest = 15

/** Verified askers whom the fast subjects take turns with. */
const recent = 8

/**
 * Times subjects side by side: every round asks each of them, in turned order, so that what else the machine does
 * meets them alike. The first is the specification's query; whoever is asked about, all answers are compared with its.
 * @throws Mismatch at the first answer that differs
 */
export async function measureLatency(
  subjects: readonly Subject[],
  { course, askers, seconds }: LatencyOptions,
): Promise<Latency> {
  const [oracle, ...others] = subjects
  if (!oracle) return { times: new Map(), compared: 0 }
  const samples = new Map<SubjectName, number[]>(subjects.map(({ name }) => [name, []]))
  let compared = 0
  const answers: { asker: string; rows: AnswerRow[] }[] = []

  async function time(subject: Subject, asker: string): Promise<(() => AnswerRow[]) | null> {
    const begun = performance.now()
    const running = subject.run(asker)
    const read = running instanceof Promise ? await running : running
    samples.get(subject.name)?.push(performance.now() - begun)
    return read
  }
  async function round(number: number): Promise<void> {
    const asker = askers[number % askers.length] ?? ''
    answers.push({ asker, rows: (await time(oracle as Subject, asker))?.() ?? [] })
    if (answers.length > recent) answers.shift()
    for (let turn = 0; turn < others.length; turn++) {
      const subject = others[(turn + number) % others.length] as Subject
      for (let run = 0; run < subject.each; run++) {
        const { asker, rows } = answers[(number + run) % answers.length] as (typeof answers)[number]
        const read = await time(subject, asker)
        if (!read) continue
        requireSame(subject.name, { asker, course }, rows, read())
        compared++
      }
    }
  }

  let number = 0
  const rounds = async (least: number, seconds: number) => {
    const [first, end] = [number, performance.now() + 1000 * seconds]
    while (number < first + least || performance.now() < end) await round(number++)
  }
  // Compilers and caches warm up: rounds that do not count.
  await rounds(3, 0.3 * seconds)
  for (const times of samples.values()) times.length = 0
  await rounds(fewest, seconds)
  const times = new Map([...samples].map(([name, values]) => [name, summarise(values)]))
  return { times, compared }
}
