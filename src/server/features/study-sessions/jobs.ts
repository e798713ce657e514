import { announce } from '#features/notifications/service.ts'
import { inTurns, type Job } from '#platform/jobs.ts'
import { post } from '#platform/post.ts'
import type { Parts } from '../../parts.ts'
import { lapseProposals, type Reminder, takeReminders } from './data/due.ts'
import { reminderLetter } from './letters.ts'
import { noteSession } from './service.ts'

export const studySessionJobs: Job<Parts>[] = [
  { name: 'study-sessions.remind', schedule: '*/5 * * * *', run: remind },
  { name: 'study-sessions.lapse', schedule: '15 * * * *', run: lapse },
]

/** A letter that cannot be sent is not tried again: it would come too late. */
async function remind(parts: Parts, signal: AbortSignal) {
  const { prisma } = parts.database
  const remindAll = async (due: Reminder[]) => {
    for (const one of due) await remindOf(parts, one)
    announce(
      parts,
      due.map(({ userId }) => userId),
    )
  }
  return { reminded: await inTurns(signal, () => takeReminders(prisma), remindAll) }
}

async function remindOf(parts: Parts, one: Reminder): Promise<void> {
  const { userId, conversationId, sessionId, wantsMail } = one
  await noteSession(parts.database.prisma, userId, conversationId, sessionId, 'soon')
  const letter = reminderLetter(one, `${parts.publicUrl}/conversations/${conversationId}`)
  await post(parts, wantsMail ? letter : null)
}

async function lapse({ database: { prisma } }: Parts) {
  return { lapsed: await lapseProposals(prisma) }
}
