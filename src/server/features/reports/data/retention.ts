import type { Db } from '#platform/database/open.ts'

/** Ids of reports closed so many days ago that still have what was told. */
export async function listTold(db: Db, days: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM reports
    WHERE closed_at < now() - make_interval(days => ${days}::int)
      AND num_nonnulls(note, evidence, context) > 0
    ORDER BY closed_at LIMIT 1000`
  return rows.map(({ id }) => id)
}

/** Forgets what was told: that there was a report, why, and how it ended stays. */
export async function forgetTold(db: Db, ids: string[]): Promise<void> {
  await db.$executeRaw`
    UPDATE reports SET note = NULL, evidence = NULL, context = NULL WHERE id = ANY (${ids}::uuid[])`
}

/** What staff did, and the closed reports it was about, after the three years that staff_actions_stay() asks for. */
export async function deleteHistory(db: Db): Promise<{ actions: number; reports: number }> {
  const actions = await db.$executeRaw`
    DELETE FROM staff_actions WHERE created_at < now() - interval '3 years'`
  const reports = await db.$executeRaw`
    DELETE FROM reports WHERE closed_at < now() - interval '3 years'`
  return { actions, reports }
}

/** Which of these are there and still have what was told. */
export async function findTold(db: Db, ids: string[]): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM reports WHERE id = ANY (${ids}::uuid[]) AND evidence IS NOT NULL`
  return rows.map(({ id }) => id)
}
