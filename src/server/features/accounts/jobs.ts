import type { Job } from '#platform/jobs.ts'
import type { Parts } from '../../parts.ts'
import { keyKept } from './access-token.ts'
import { deleteExpiredRefreshTokens } from './data/refresh-tokens.ts'
import { deleteExpiredSessions } from './data/sessions.ts'
import { deleteSigningKeysBefore } from './data/signing-keys.ts'
import { deleteExpiredTokens } from './data/tokens.ts'
import { deleteLeaving, deleteUnconfirmed } from './deletion.ts'

export const accountJobs: Job<Parts>[] = [
  {
    name: 'accounts.delete-students',
    schedule: '15 * * * *',
    run: async (parts, signal) => ({ deleted: await deleteLeaving(parts, signal) }),
  },
  {
    name: 'accounts.delete-unconfirmed',
    schedule: '35 4 * * *',
    run: async (parts, signal) => ({ deleted: await deleteUnconfirmed(parts, signal) }),
  },
  {
    name: 'accounts.delete-expired',
    schedule: '20 * * * *',
    run: async ({ database: { prisma } }) => ({
      sessions: await deleteExpiredSessions(prisma),
      links: await deleteExpiredTokens(prisma),
      refreshTokens: await deleteExpiredRefreshTokens(prisma),
      keys: await deleteSigningKeysBefore(prisma, new Date(Date.now() - keyKept)),
    }),
  },
]
