import type { Job } from '#platform/jobs.ts'
import type { Parts } from '../../parts.ts'
import { deleteUnsent } from './service.ts'

export const attachmentJobs: Job<Parts>[] = [
  { name: 'attachments.delete-unsent', schedule: '50 * * * *', run: (parts) => deleteUnsent(parts) },
]
