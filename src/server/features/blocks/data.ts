import type { Db } from '#platform/database/open.ts'

/** Triggers end what is open between the two. */
export async function insertBlock(db: Db, blockerId: string, blockedId: string): Promise<void> {
  await db.$executeRaw`
    INSERT INTO blocks (blocker_id, blocked_id) VALUES (${blockerId}::uuid, ${blockedId}::uuid)
    ON CONFLICT DO NOTHING`
}

export async function deleteBlock(db: Db, blockerId: string, blockedId: string): Promise<void> {
  await db.block.deleteMany({ where: { blockerId, blockedId } })
}

/** Whether there is such a student at the university, whatever became of the account. */
export async function isStudentOf(db: Db, id: string, university: string): Promise<boolean> {
  return (await db.user.count({ where: { id, universityName: university } })) > 0
}

export async function listBlocks(db: Db, blockerId: string) {
  const rows = await db.block.findMany({
    where: { blockerId },
    orderBy: [{ createdAt: 'desc' }, { blockedId: 'asc' }],
    select: { createdAt: true, blocked: { select: { id: true, firstName: true, lastName: true } } },
  })
  return rows.map(({ createdAt, blocked }) => ({ ...blocked, blockedAt: createdAt }))
}
