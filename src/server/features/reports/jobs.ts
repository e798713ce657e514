import type { Job } from '#platform/jobs.ts'
import type { Parts } from '../../parts.ts'
import { deleteOld } from './retention.ts'

export const reportJobs: Job<Parts>[] = [
  { name: 'reports.delete-old', schedule: '45 4 * * *', run: deleteOld },
]
