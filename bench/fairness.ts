import { MatchSort } from '#contract/matching.ts'
import { openDatabase } from '#platform/database/open.ts'
import type { Narration } from '../src/server/start/narration.ts'
import type { Shutdown } from '../src/server/start/shutdown.ts'
import { readMatchingArguments } from './arguments.ts'
import { loadCampus } from './campus.ts'
import { openBenchDatabase } from './database.ts'
import { measureExposure } from './exposure.ts'
import { currentLoad, describeMachine } from './machine.ts'
import { answerSize, loadRoster } from './subjects.ts'
import { table } from './table.ts'

/** Beyond this size all pages of a course take minutes. */
const largest = 5000

/** `npm run bench -- fairness`: whom the first pages of a whole course show, by order. Prints tables in Markdown. */
export async function benchFairness(args: string[], shutdown: Shutdown, narration: Narration): Promise<void> {
  const options = readMatchingArguments(args)
  const load = currentLoad()
  const opening = openBenchDatabase((step) => narration.say(`${step} …`))
  shutdown.later(async () => (await opening.catch(() => null))?.close())
  const postgres = await opening
  const onStep = (step: string) => narration.say(`Loading the campus: ${step} …`)
  const campus = await loadCampus(postgres.url, { ...options, onStep })
  const database = openDatabase(postgres.url, { size: 1, prepares: true, onError: () => {} })
  shutdown.later(() => database.close())

  const rows: string[][] = []
  for (const course of campus.courses.filter(({ size }) => size <= largest)) {
    narration.say(`Course of ${course.size.toLocaleString('en')}: all pages …`)
    const { roster } = await loadRoster(database, course.id)
    for (const sort of MatchSort.options) {
      const { gini, unseen, most, mutual } = measureExposure(roster, sort, answerSize)
      const percent = (share: number) => `${(100 * share).toFixed(1)} %`
      rows.push([
        `${course.size.toLocaleString('en')}, ${sort}`,
        gini.toFixed(2),
        percent(unseen),
        String(most),
        percent(mutual),
      ])
    }
  }
  process.stdout.write(`${describeMachine(postgres.version, load)}\n\n`)
  process.stdout.write(
    table(
      ['Course, order', 'Gini of exposure', `in nobody’s top ${answerSize}`, 'most lists of one', 'mutual'],
      rows,
    ),
  )
}
