import { inTurns, type Job } from '#platform/jobs.ts'
import { post } from '#platform/post.ts'
import type { Parts } from '../../parts.ts'
import { lapseRequests, type Nudge, takeNudges } from './data/lapse.ts'
import { nudgeLetter } from './letters.ts'

export const connectionJobs: Job<Parts>[] = [
  { name: 'connections.nudge', schedule: '5 * * * *', run: nudge },
  { name: 'connections.lapse', schedule: '10 * * * *', run: lapse },
]

/** A letter that cannot be sent is not tried again: one too few is better than two. */
async function nudge(parts: Parts, signal: AbortSignal) {
  const { prisma } = parts.database
  const nudgeAll = async (due: Nudge[]) => {
    for (const one of due) await post(parts, nudgeLetter(one, `${parts.publicUrl}/connections`))
  }
  return { nudged: await inTurns(signal, () => takeNudges(prisma), nudgeAll) }
}

async function lapse({ database: { prisma } }: Parts, signal: AbortSignal) {
  let lapsed = 0
  for (let isMore = true; isMore && !signal.aborted; ) {
    const turn = await lapseRequests(prisma)
    lapsed += turn.lapsed
    isMore = turn.isMore
  }
  return { lapsed }
}
