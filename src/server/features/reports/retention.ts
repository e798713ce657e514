import { removeOrphans } from '#platform/orphans.ts'
import type { Parts } from '../../parts.ts'
import { deleteHistory, findTold, forgetTold, listTold } from './data/retention.ts'
import { picturesFolder } from './evidence.ts'

/**
 * Forgets what closed reports told, note, message and picture, and after three years that they were there. A picture's
 * row goes before its file, which is an orphan then, however that ends.
 */
export async function deleteOld({ database: { prisma }, files, settings }: Parts, signal: AbortSignal) {
  let forgotten = 0
  while (!signal.aborted) {
    const ids = await listTold(prisma, settings.retention.reportDays)
    if (ids.length === 0) break
    await forgetTold(prisma, ids)
    forgotten += ids.length
  }
  const history = await deleteHistory(prisma)
  const orphans = await removeOrphans(files, picturesFolder, (ids) => findTold(prisma, ids))
  return { forgotten, ...history, orphans }
}
