import type { Job } from '#platform/jobs.ts'
import { post } from '#platform/post.ts'
import type { Parts } from '../../parts.ts'
import { lapseProposals, takeReminders } from './data/due.ts'
import { reminderLetter } from './letters.ts'

export const studySessionJobs: Job<Parts>[] = [
  { name: 'study-sessions.remind', schedule: '*/5 * * * *', run: remind },
  { name: 'study-sessions.lapse', schedule: '15 * * * *', run: lapse },
]

/** A letter that cannot be sent is not tried again: it would come too late. */
async function remind(parts: Parts, signal: AbortSignal) {
  const { prisma } = parts.database
  let reminded = 0
  for (
    let due = await takeReminders(prisma);
    due.length > 0 && !signal.aborted;
    due = await takeReminders(prisma)
  ) {
    for (const one of due)
      await post(parts, reminderLetter(one, `${parts.publicUrl}/conversations/${one.conversationId}`))
    reminded += due.length
  }
  return { reminded }
}

async function lapse({ database: { prisma } }: Parts) {
  return { lapsed: await lapseProposals(prisma) }
}
