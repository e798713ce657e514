import type { Job } from '#platform/jobs.ts'
import type { Parts } from '../../parts.ts'
import { deleteExpiredLists, forgetForeignChanges, pruneChanges } from './data/upkeep.ts'

export const matchingJobs: Job<Parts>[] = [
  {
    name: 'matching.prune-changes',
    schedule: '*/5 * * * *',
    atStart: true,
    run: async ({ database: { pool } }, signal) => ({
      foreign: await forgetForeignChanges(pool),
      deleted: await pruneChanges(pool, signal),
    }),
  },
  {
    name: 'matching.delete-expired-lists',
    schedule: '*/10 * * * *',
    run: async ({ database: { pool } }, signal) => ({ deleted: await deleteExpiredLists(pool, signal) }),
  },
]
