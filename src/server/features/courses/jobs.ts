import type { Job } from '#platform/jobs.ts'
import type { Parts } from '../../parts.ts'
import { refreshViews } from './data/views.ts'

export const courseJobs: Job<Parts>[] = [
  {
    name: 'courses.refresh-views',
    schedule: '0 * * * *',
    atStart: true, // a database that was just filled or restored need not wait for the hour
    run: async ({ database: { pool } }, signal) => ({ refreshed: await refreshViews(pool, signal) }),
  },
]
