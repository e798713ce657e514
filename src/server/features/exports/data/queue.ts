import type { Export } from '#contract/exports.ts'
import type { Db } from '#platform/database/open.ts'

export interface ExportRow {
  id: string
  state: Export['state']
  percent: number
  createdAt: Date
  expiresAt: Date | null
}

/** One attempt at an export. Whoever comes after a lost lease has a higher number. */
export interface Attempt {
  id: string
  userId: string
  attempt: number
}

/** Asks for one; answers the one that is not done yet where there is one. */
export async function insertExport(db: Db, userId: string): Promise<ExportRow> {
  const [row] = await db.$queryRaw<ExportRow[]>`
    INSERT INTO exports (user_id) VALUES (${userId}::uuid)
    ON CONFLICT (user_id) WHERE state IN ('waiting', 'working') DO UPDATE SET user_id = EXCLUDED.user_id
    RETURNING id, state, percent, created_at AS "createdAt", expires_at AS "expiresAt"`
  if (!row) throw new Error('an export was neither made nor found')
  return row
}

/** Newest first, without those that have expired. */
export function listExports(db: Db, userId: string): Promise<ExportRow[]> {
  return db.$queryRaw<ExportRow[]>`
    SELECT id, state, percent, created_at AS "createdAt", expires_at AS "expiresAt" FROM exports
    WHERE user_id = ${userId}::uuid AND (expires_at IS NULL OR expires_at > now())
    ORDER BY created_at DESC, id`
}

/** null unless it is the student's own, ready and not expired. */
export async function findReady(
  db: Db,
  userId: string,
  id: string,
): Promise<{ attempt: number; createdAt: Date } | null> {
  const rows = await db.$queryRaw<{ attempt: number; createdAt: Date }[]>`
    SELECT attempt, created_at AS "createdAt" FROM exports
    WHERE id = ${id}::uuid AND user_id = ${userId}::uuid AND state = 'ready' AND expires_at > now()`
  return rows[0] ?? null
}

/** Takes the oldest that nobody works on, also one whose worker has not been heard of since its lease ended. */
export async function claimExport(db: Db, leaseSeconds: number): Promise<Attempt | null> {
  const rows = await db.$queryRaw<Attempt[]>`
    UPDATE exports SET state = 'working', percent = 0, attempt = attempt + 1,
                       leased_until = now() + make_interval(secs => ${leaseSeconds}::int)
    WHERE id = (
      SELECT id FROM exports
      WHERE state IN ('waiting', 'working') AND (leased_until IS NULL OR leased_until < now())
      ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, user_id AS "userId", attempt`
  return rows[0] ?? null
}

/** Says how far it is, and that it is still worked on. @returns false once it is somebody else's, or deleted */
export async function renewLease(db: Db, { id, attempt }: Attempt, percent: number, leaseSeconds: number) {
  const renewed = await db.$executeRaw`
    UPDATE exports SET percent = ${percent}, leased_until = now() + make_interval(secs => ${leaseSeconds}::int)
    WHERE id = ${id}::uuid AND attempt = ${attempt} AND state = 'working'`
  return renewed > 0
}

/** @returns false if it is somebody else's meanwhile, or deleted */
export async function finishExport(
  db: Db,
  { id, attempt }: Attempt,
  state: 'ready' | 'failed',
  keptDays: number,
): Promise<boolean> {
  const finished = await db.$executeRaw`
    UPDATE exports SET state = ${state}, leased_until = NULL, expires_at = now() + make_interval(days => ${keptDays}::int),
                       percent = CASE WHEN ${state} = 'ready' THEN 100 ELSE percent END
    WHERE id = ${id}::uuid AND attempt = ${attempt} AND state = 'working'`
  return finished > 0
}

/** Lets others take it: at once, or from so many seconds on. */
export async function releaseExport(
  db: Db,
  { id, attempt }: Attempt,
  pauseSeconds: number | null,
): Promise<void> {
  await db.$executeRaw`
    UPDATE exports SET state = 'waiting', leased_until = now() + make_interval(secs => ${pauseSeconds}::int)
    WHERE id = ${id}::uuid AND attempt = ${attempt} AND state = 'working'`
}

/** Ids of exports whose time is over. */
export async function listExpired(db: Db): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM exports WHERE expires_at <= now() ORDER BY expires_at LIMIT 1000`
  return rows.map(({ id }) => id)
}

/** Which of these are there. */
export async function findExports(db: Db, ids: string[]): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`SELECT id FROM exports WHERE id = ANY (${ids}::uuid[])`
  return rows.map(({ id }) => id)
}

export async function deleteExport(db: Db, id: string): Promise<void> {
  await db.export.deleteMany({ where: { id } })
}

/** @returns the ids of what a student asked for */
export async function deleteExportsOf(db: Db, userId: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    DELETE FROM exports WHERE user_id = ${userId}::uuid RETURNING id`
  return rows.map(({ id }) => id)
}

/** Whom to tell; null for who is suspended or leaving. */
export function findReader(db: Db, userId: string): Promise<{ email: string; firstName: string } | null> {
  return db.user.findFirst({
    where: { id: userId, isActive: true },
    select: { email: true, firstName: true },
  })
}
