import { removeOrphans } from '#platform/orphans.ts'
import { post } from '#platform/post.ts'
import type { Parts } from '../../parts.ts'
import { zipOf } from './archive.ts'
import { contentsOf } from './contents.ts'
import * as queue from './data/queue.ts'
import { exportReadyLetter } from './letters.ts'
import { exportsFolder, fileOf, folderOf, keptDays } from './service.ts'

/** Seconds without a sign of life after which somebody else begins anew. */
const leaseSeconds = 120
const retrySeconds = 60
const mostAttempts = 5

/**
 * Makes every export that waits, one after the other, in any number of processes: each is one process's at a time.
 * @returns how many
 */
export async function makeExports(
  parts: Parts,
  signal: AbortSignal,
): Promise<{ made: number; failed: number }> {
  const { prisma } = parts.database
  const count = { made: 0, failed: 0 }
  while (!signal.aborted) {
    const attempt = await queue.claimExport(prisma, leaseSeconds)
    if (!attempt) break
    try {
      if (await makeExport(parts, attempt, signal)) count.made++
    } catch (err) {
      count.failed++
      await giveBack(parts, attempt, signal, err)
    }
  }
  return count
}

/** @returns false if it is somebody else's meanwhile, or deleted */
async function makeExport(parts: Parts, attempt: queue.Attempt, signal: AbortSignal): Promise<boolean> {
  const { files, publicUrl } = parts
  const { prisma } = parts.database
  const file = fileOf(attempt)
  const entries = await contentsOf(prisma, files, attempt.userId)
  let nextSign = 0
  const sayAlive = async (done: number) => {
    if (performance.now() < nextSign) return
    if (!(await queue.renewLease(prisma, attempt, Math.floor(done * 100), leaseSeconds)))
      throw new Error('the export is gone')
    nextSign = performance.now() + 500
  }
  const zip = zipOf(entries, sayAlive, signal)
  await files.put(file, zip).finally(() => zip.destroy())
  if (!(await queue.finishExport(prisma, attempt, 'ready', keptDays))) {
    await files.remove(file)
    return false
  }
  const reader = await queue.findReader(prisma, attempt.userId)
  if (reader)
    await post(
      parts,
      exportReadyLetter(reader.email, reader.firstName, `${publicUrl}/profile/security`, keptDays),
    )
  return true
}

/** For another try, at once where the process stops; after the last one the student is told that it failed. */
async function giveBack(
  { database: { prisma }, files, log }: Parts,
  attempt: queue.Attempt,
  signal: AbortSignal,
  err: unknown,
): Promise<void> {
  await files.remove(fileOf(attempt))
  if (signal.aborted) return queue.releaseExport(prisma, attempt, null)
  log.error({ err, export: attempt.id, attempt: attempt.attempt }, 'an export failed')
  if (attempt.attempt < mostAttempts) return queue.releaseExport(prisma, attempt, retrySeconds)
  await queue.finishExport(prisma, attempt, 'failed', keptDays)
}

/**
 * Deletes exports whose time is over: first the file, so that a row is there as long as its file. Then what was left by
 * processes that died between deleting a row and its file.
 */
export async function deleteExpired({ database: { prisma }, files }: Parts, signal: AbortSignal) {
  const expired = await queue.listExpired(prisma)
  for (const id of expired) {
    if (signal.aborted) break
    await files.remove(folderOf(id))
    await queue.deleteExport(prisma, id)
  }
  const orphans = await removeOrphans(files, exportsFolder, (ids) => queue.findExports(prisma, ids))
  return { deleted: expired.length, orphans }
}
