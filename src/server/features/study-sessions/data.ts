import type { StudySession, Suggestion } from '#contract/study-sessions.ts'
import { Prisma } from '#platform/database/generated/client.ts'
import type { Db } from '#platform/database/open.ts'
import { person } from '#platform/database/person.ts'

export interface SessionRow extends Omit<StudySession, 'startsAt' | 'endsAt' | 'createdAt'> {
  startsAt: Date
  endsAt: Date
  createdAt: Date
}

const select = (userId: string) => Prisma.sql`
  SELECT s.id, s.connection_id AS "conversationId", s.proposer_id = ${userId}::uuid AS "isMine",
         s.starts_at AS "startsAt", s.ends_at AS "endsAt", s.place, s.status, s.created_at AS "createdAt",
         json_build_object('code', k.code, 'name', k.name) AS course,
         ${person} AS partner
  FROM study_sessions s
  JOIN connections c ON c.id = s.connection_id
  JOIN courses k ON k.id = c.course_id
  JOIN users p ON p.id = CASE WHEN c.requester_id = ${userId}::uuid THEN c.target_id ELSE c.requester_id END
  WHERE ${userId}::uuid IN (c.requester_id, c.target_id) AND NOT are_blocked(c.requester_id, c.target_id)`

/** null where the student is not one of the two, or one has blocked the other. */
export async function findSession(db: Db, userId: string, id: string): Promise<SessionRow | null> {
  const rows = await db.$queryRaw<SessionRow[]>`${select(userId)} AND s.id = ${id}::uuid`
  return rows[0] ?? null
}

/** The latest of a conversation. */
export function listOfConversation(db: Db, userId: string, conversationId: string): Promise<SessionRow[]> {
  return db.$queryRaw<SessionRow[]>`
    ${select(userId)} AND c.id = ${conversationId}::uuid ORDER BY s.created_at DESC, s.id LIMIT 50`
}

/** What was agreed on and is not over, up to so many days ahead, soonest first; null: all, and of the past weeks. */
export function listAgreed(db: Db, userId: string, days: number | null): Promise<SessionRow[]> {
  const range =
    days === null
      ? Prisma.sql`s.ends_at > now() - interval '60 days'`
      : Prisma.sql`s.ends_at > now() AND s.starts_at < now() + make_interval(days => ${days}::int)`
  return db.$queryRaw<SessionRow[]>`
    ${select(userId)} AND s.status = 'accepted' AND ${range} ORDER BY s.starts_at, s.id LIMIT 500`
}

/** Holds the two students, so that neither agrees on something else with somebody else meanwhile. */
export async function lockBoth(db: Db, conversationId: string): Promise<void> {
  await db.$executeRaw`
    SELECT 1 FROM users u JOIN connections c ON u.id IN (c.requester_id, c.target_id)
    WHERE c.id = ${conversationId}::uuid ORDER BY u.id FOR NO KEY UPDATE OF u`
}

/** The instant of a time at the campus; null for one that daylight saving leaves out. Of one that comes twice the first. */
export async function instantOf(db: Db, date: string, time: string, timeZone: string): Promise<Date | null> {
  const rows = await db.$queryRaw<{ at: Date; isThere: boolean }[]>`
    WITH asked AS (SELECT ${date}::date + ${time}::time AS wall),
    tried AS (
      SELECT wall, least(wall AT TIME ZONE ${timeZone}, (wall - interval '3 hours') AT TIME ZONE ${timeZone} + interval '3 hours') AS at
      FROM asked
    )
    SELECT CASE WHEN at AT TIME ZONE ${timeZone} = wall THEN at ELSE wall AT TIME ZONE ${timeZone} END AS at,
           (wall AT TIME ZONE ${timeZone}) AT TIME ZONE ${timeZone} = wall AS "isThere"
    FROM tried`
  return rows[0]?.isThere ? rows[0].at : null
}

/** Ends the open proposal of a conversation, if there is one. */
export async function answerOpen(db: Db, conversationId: string, proposerId: string): Promise<void> {
  await db.$executeRaw`
    UPDATE study_sessions
    SET responded_at = now(), status = CASE WHEN starts_at < now() THEN 'lapsed'
                                            WHEN proposer_id = ${proposerId}::uuid THEN 'cancelled' ELSE 'countered' END
    WHERE connection_id = ${conversationId}::uuid AND status = 'proposed'`
}

export async function insertSession(
  db: Db,
  session: { connectionId: string; proposerId: string; startsAt: Date; endsAt: Date; place: string | null },
): Promise<string> {
  return (await db.studySession.create({ data: session, select: { id: true } })).id
}

export async function setStatus(db: Db, id: string, status: StudySession['status']): Promise<void> {
  await db.studySession.update({ where: { id }, data: { status, respondedAt: new Date() } })
}

/** What a conversation's two have agreed on, with whomever. */
const agreedByEither = (conversationId: string) => Prisma.sql`
  FROM connections c
  JOIN connections o ON o.requester_id IN (c.requester_id, c.target_id) OR o.target_id IN (c.requester_id, c.target_id)
  JOIN study_sessions s ON s.connection_id = o.id AND s.status = 'accepted'
  WHERE c.id = ${conversationId}::uuid`

/** Whether either of a conversation's two has agreed on something else at that time. */
export async function isTaken(
  db: Db,
  conversationId: string,
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date },
): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT ${agreedByEither(conversationId)} AND s.starts_at < ${endsAt} AND s.ends_at > ${startsAt} LIMIT 1`
  return rows.length > 0
}

/**
 * Shared windows of the coming days as instants, soonest first: of each day of the campus the overlaps of both weeks from
 * the next quarter of an hour on, without what either has agreed on; half an hour long at least.
 */
export function listSuggestions(
  db: Db,
  conversationId: string,
  timeZone: string,
  days: number,
): Promise<(Omit<Suggestion, 'startsAt' | 'endsAt'> & { startsAt: Date; endsAt: Date })[]> {
  return db.$queryRaw`
    WITH both_free AS (
      SELECT a.day_of_week AS day, greatest(a.start_time, b.start_time) AS starts, least(a.end_time, b.end_time) AS ends
      FROM connections c
      JOIN availability a ON a.user_id = c.requester_id
      JOIN availability b ON b.user_id = c.target_id AND b.day_of_week = a.day_of_week
        AND b.start_time < a.end_time AND b.end_time > a.start_time
      WHERE c.id = ${conversationId}::uuid
    ), shared AS (
      SELECT range_agg(tstzrange((d::date + f.starts) AT TIME ZONE ${timeZone}, (d::date + f.ends) AT TIME ZONE ${timeZone})) AS times
      FROM generate_series((now() AT TIME ZONE ${timeZone})::date,
                           (now() AT TIME ZONE ${timeZone})::date + ${days}::int, interval '1 day') d
      JOIN both_free f ON f.day = extract(dow FROM d)
    ), agreed AS (
      SELECT range_agg(tstzrange(s.starts_at, s.ends_at)) AS times
      ${agreedByEither(conversationId)} AND s.ends_at > now()
    ), coming AS (
      SELECT lower(free) AS "startsAt", upper(free) AS "endsAt"
      FROM shared, agreed,
           unnest(shared.times - coalesce(agreed.times, '{}')
                  - tstzmultirange(tstzrange(NULL, date_bin('15 minutes', now(), 'epoch') + interval '15 minutes'))) free
    )
    SELECT to_char("startsAt" AT TIME ZONE ${timeZone}, 'YYYY-MM-DD') AS date,
           to_char("startsAt" AT TIME ZONE ${timeZone}, 'HH24:MI') AS start,
           (extract(epoch FROM "endsAt" - "startsAt") / 60)::int AS minutes, "startsAt", "endsAt"
    FROM coming
    WHERE "endsAt" >= "startsAt" + interval '30 minutes'
    ORDER BY "startsAt" LIMIT 12`
}
