import path from 'node:path'
import type { Narration } from './narration.ts'

/** Fills an empty database with the demo campus. */
export async function loadDemoCampus(
  databaseUrl: string,
  dataDirectory: string,
  narration: Narration,
): Promise<void> {
  const { loadDemo } = await import('../../../data/demo/load.ts')
  const title = 'Loading the demo campus'
  const { students, courses } = await loadDemo({
    databaseUrl,
    filesDirectory: path.join(dataDirectory, 'files'),
    onProgress: (step, done, total) => narration.progress(title, step, done, total),
  })
  narration.say(`Loaded a demo campus of ${students.toLocaleString('en')} students in ${courses} courses`)
}
