import type { Job } from '#platform/jobs.ts'
import type { Parts } from '../../parts.ts'
import { makeJob } from './service.ts'
import { deleteExpired, makeExports } from './work.ts'

export const exportJobs: Job<Parts>[] = [
  // Asking makes it due at once; the turns are for what a process that died has left.
  { name: makeJob, schedule: '* * * * *', atStart: true, run: makeExports },
  { name: 'exports.delete-expired', schedule: '25 * * * *', run: deleteExpired },
]
