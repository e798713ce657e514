import type { Job } from '#platform/jobs.ts'
import type { Parts } from '../../parts.ts'
import { deleteExpiredSessions } from './data/sessions.ts'
import { deleteExpiredTokens } from './data/tokens.ts'

export const accountJobs: Job<Parts>[] = [
  {
    name: 'accounts.delete-expired',
    schedule: '20 * * * *',
    run: async ({ database: { prisma } }) => ({
      sessions: await deleteExpiredSessions(prisma),
      links: await deleteExpiredTokens(prisma),
    }),
  },
]
