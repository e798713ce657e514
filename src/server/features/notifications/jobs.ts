import { inTurns, type Job } from '#platform/jobs.ts'
import { post } from '#platform/post.ts'
import type { Parts } from '../../parts.ts'
import { type Digest, takeDigests } from './data/digest.ts'
import { deleteOld } from './data/list.ts'
import { deliver } from './deliver.ts'
import { digestLetter } from './letters.ts'
import { unsubscribeToken } from './unsubscribe-token.ts'
import { deliverJob } from './wake.ts'

export const notificationJobs: Job<Parts>[] = [
  { name: deliverJob, schedule: '* * * * *', poll: 2, run: deliver },
  { name: 'notifications.digest', schedule: '*/15 * * * *', run: mailDigests },
  {
    name: 'notifications.delete-old',
    schedule: '50 4 * * *',
    run: async ({ database, settings }) => ({
      deleted: await deleteOld(database.prisma, settings.retention.notificationDays),
    }),
  },
]

const lettersAtOnce = 50

/** A letter that cannot be sent is not tried again: one too few is better than two. */
export async function mailDigests(parts: Parts, signal: AbortSignal) {
  const { database, settings, secrets, publicUrl } = parts
  const take = () => takeDigests(database.prisma, settings.digestHour, lettersAtOnce)
  const mailAll = async (due: Digest[]) => {
    for (const one of due) {
      const token = unsubscribeToken(secrets, one.userId)
      const endUrl = `${publicUrl}/api/v1/notifications/unsubscribe/${token}`
      const endPage = `${publicUrl}/unsubscribe#token=${token}`
      await post(parts, digestLetter(one, `${publicUrl}/notifications`, endUrl, endPage))
    }
  }
  return { mailed: await inTurns(signal, take, mailAll) }
}
