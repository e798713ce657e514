import type { Db } from '#platform/database/open.ts'

// What a student's export says. Columns are named one by one: what is added to a table leaves the service only when
// somebody has decided so. That no table is forgotten is for complete.db.test.ts.

export function readAccount(db: Db, id: string) {
  return db.user.findUniqueOrThrow({
    where: { id },
    select: {
      id: true,
      email: true,
      firstName: true,
      lastName: true,
      universityName: true,
      profileImageUrl: true,
      isVerified: true,
      emailVerifiedAt: true,
      isActive: true,
      suspendedAt: true,
      deletionAt: true,
      role: true,
      lastLoginAt: true,
      createdAt: true,
      updatedAt: true,
      presence: { select: { seenAt: true } },
      calendarFeed: { select: { createdAt: true } },
      accounts: {
        select: { type: true, provider: true, providerAccountId: true, scope: true, createdAt: true },
      },
    },
  })
}

export function readProfile(db: Db, userId: string) {
  return db.userProfile.findUnique({ where: { userId }, omit: { id: true, userId: true } })
}

export function readCourses(db: Db, userId: string): Promise<unknown[]> {
  return db.$queryRaw`
    SELECT k.id, k.code, k.section, k.name, k.semester, k.instructor, k.schedule,
           e.enrolled_at AS "enrolledAt", e.is_active AS "isActive"
    FROM user_courses e JOIN courses k ON k.id = e.course_id
    WHERE e.user_id = ${userId}::uuid ORDER BY e.enrolled_at, k.id`
}

export function readHours(db: Db, userId: string): Promise<unknown[]> {
  return db.$queryRaw`
    SELECT id, day_of_week AS day, left(start_time::text, 5) AS start, left(end_time::text, 5) AS "end",
           created_at AS "createdAt", updated_at AS "updatedAt"
    FROM availability WHERE user_id = ${userId}::uuid ORDER BY day_of_week, start_time`
}

export function readConnections(db: Db, userId: string): Promise<unknown[]> {
  return db.$queryRaw`
    SELECT c.id, CASE WHEN c.requester_id = ${userId}::uuid THEN 'sent' ELSE 'received' END AS direction,
           json_build_object('id', p.id, 'firstName', p.first_name, 'lastName', p.last_name) AS partner,
           json_build_object('id', k.id, 'code', k.code, 'section', k.section, 'name', k.name) AS course,
           c.status, c.initial_message AS message, c.has_lapsed AS "hasLapsed", c.nudged_at AS "remindedAt",
           c.requested_at AS "requestedAt", c.responded_at AS "respondedAt",
           COALESCE((SELECT json_agg(json_build_object('status', e.status, 'message', e.initial_message,
                                                       'at', e.occurred_at) ORDER BY e.id)
                     FROM connection_events e WHERE e.connection_id = c.id), '[]') AS history
    FROM connections c
    JOIN courses k ON k.id = c.course_id
    JOIN users p ON p.id = CASE WHEN c.requester_id = ${userId}::uuid THEN c.target_id ELSE c.requester_id END
    WHERE ${userId}::uuid IN (c.requester_id, c.target_id) ORDER BY c.requested_at, c.id`
}

export interface ConversationRow {
  id: string
  partner: unknown
  course: unknown
  reachedMe: unknown
}

export function listConversations(db: Db, userId: string): Promise<ConversationRow[]> {
  return db.$queryRaw<ConversationRow[]>`
    SELECT c.id, json_build_object('id', p.id, 'firstName', p.first_name, 'lastName', p.last_name) AS partner,
           json_build_object('id', k.id, 'code', k.code, 'section', k.section, 'name', k.name) AS course,
           (SELECT json_build_object('delivered', m.delivered, 'read', m.read) FROM message_positions m
            WHERE m.connection_id = c.id AND m.user_id = ${userId}::uuid) AS "reachedMe"
    FROM connections c
    JOIN courses k ON k.id = c.course_id
    JOIN users p ON p.id = CASE WHEN c.requester_id = ${userId}::uuid THEN c.target_id ELSE c.requester_id END
    WHERE ${userId}::uuid IN (c.requester_id, c.target_id) AND c.last_sequence > 0 ORDER BY c.requested_at, c.id`
}

/** A page of a conversation's messages, after one of them. */
export function readMessages(
  db: Db,
  userId: string,
  connectionId: string,
  after: number,
  limit: number,
): Promise<{ sequence: number }[]> {
  return db.$queryRaw<{ sequence: number }[]>`
    SELECT id, sequence, CASE WHEN sender_id = ${userId}::uuid THEN 'me' ELSE 'partner' END AS from,
           message_type AS type, content, reply_to AS "replyTo", is_read AS "isRead", created_at AS "createdAt",
           updated_at AS "updatedAt", edited_at AS "editedAt", deleted_at AS "deletedAt",
           (SELECT 'files/' || a.id || '/' || a.name FROM attachments a WHERE a.message_id = m.id) AS file
    FROM messages m WHERE connection_id = ${connectionId}::uuid AND sequence > ${after}
    ORDER BY sequence LIMIT ${limit}`
}

/** Images and files of the student's conversations, of both; and those that the student has not sent. */
export function listAttachments(db: Db, userId: string): Promise<{ id: string; name: string }[]> {
  return db.$queryRaw<{ id: string; name: string }[]>`
    SELECT a.id, a.name FROM attachments a
    LEFT JOIN messages m ON m.id = a.message_id LEFT JOIN connections c ON c.id = m.connection_id
    WHERE a.uploader_id = ${userId}::uuid OR ${userId}::uuid IN (c.requester_id, c.target_id)
    ORDER BY a.created_at, a.id`
}

export function readStudySessions(db: Db, userId: string): Promise<unknown[]> {
  return db.$queryRaw`
    SELECT s.id, s.connection_id AS "conversationId", s.proposer_id = ${userId}::uuid AS "isMine",
           s.starts_at AS "startsAt", s.ends_at AS "endsAt", s.place, s.status, s.created_at AS "createdAt"
    FROM study_sessions s JOIN connections c ON c.id = s.connection_id
    WHERE ${userId}::uuid IN (c.requester_id, c.target_id) ORDER BY s.created_at, s.id`
}

/** What the student is told of, what they have chosen, and by which browsers, without what those are reached by. */
export async function readNotifications(db: Db, userId: string) {
  const entries = await db.notification.findMany({
    where: { userId },
    orderBy: [{ at: 'asc' }, { id: 'asc' }],
    select: {
      kind: true,
      what: true,
      connectionId: true,
      sessionId: true,
      count: true,
      at: true,
      readAt: true,
      pushedAt: true,
      mailedAt: true,
    },
  })
  const settings: unknown[] = await db.$queryRaw`
    SELECT not_in_app AS "notInApp", not_pushed AS "notPushed", not_mailed AS "notMailed",
           to_char(quiet_from, 'HH24:MI') AS "quietFrom", to_char(quiet_to, 'HH24:MI') AS "quietTo",
           has_digest AS "hasDigest", digested_at AS "digestedAt"
    FROM notification_settings WHERE user_id = ${userId}::uuid`
  const browsers = await db.pushSubscription.findMany({
    where: { session: { userId } },
    orderBy: { createdAt: 'asc' },
    select: { id: true, sessionId: true, createdAt: true, failedAt: true },
  })
  return { entries, settings: settings[0] ?? null, browsers }
}

export function readBlocks(db: Db, userId: string): Promise<unknown[]> {
  return db.$queryRaw`
    SELECT json_build_object('id', p.id, 'firstName', p.first_name, 'lastName', p.last_name) AS blocked,
           b.created_at AS "createdAt"
    FROM blocks b JOIN users p ON p.id = b.blocked_id
    WHERE b.blocker_id = ${userId}::uuid ORDER BY b.created_at, p.id`
}

export function readIgnored(db: Db, userId: string): Promise<unknown[]> {
  return db.$queryRaw`
    SELECT json_build_object('id', p.id, 'firstName', p.first_name, 'lastName', p.last_name) AS ignored,
           i.created_at AS "createdAt"
    FROM ignores i JOIN users p ON p.id = i.ignored_id
    WHERE i.user_id = ${userId}::uuid ORDER BY i.created_at, p.id`
}

export function readReports(db: Db, userId: string): Promise<unknown[]> {
  return db.$queryRaw`
    SELECT r.id, CASE WHEN p.id IS NOT NULL THEN
             json_build_object('id', p.id, 'firstName', p.first_name, 'lastName', p.last_name) END AS about,
           r.kind, r.reason, r.note, r.message_id AS "messageId", r.evidence, r.context, r.status,
           r.created_at AS "createdAt", r.closed_at AS "closedAt"
    FROM reports r LEFT JOIN users p ON p.id = r.subject_id
    WHERE r.reporter_id = ${userId}::uuid ORDER BY r.created_at, r.id`
}

/** Browsers and programs that are signed in, without what they sign in by. */
export async function readSessions(db: Db, userId: string) {
  const browsers = await db.session.findMany({
    where: { userId },
    orderBy: { createdAt: 'asc' },
    select: { id: true, userAgent: true, ipAddress: true, createdAt: true, lastUsedAt: true, expires: true },
  })
  const programs = await db.userSession.findMany({
    where: { userId },
    orderBy: { createdAt: 'asc' },
    select: {
      familyId: true,
      familyBeganAt: true,
      deviceInfo: true,
      ipAddress: true,
      createdAt: true,
      usedAt: true,
      expiresAt: true,
    },
  })
  return { browsers, programs }
}

/** Second proofs, without what they are checked by. */
export async function readFactors(db: Db, userId: string) {
  const own = { where: { userId } }
  return {
    passkeys: await db.passkey.findMany({
      ...own,
      orderBy: { createdAt: 'asc' },
      select: { id: true, name: true, createdAt: true, lastUsedAt: true },
    }),
    authenticatorApp: await db.authenticatorApp.findUnique({
      ...own,
      select: { createdAt: true, confirmedAt: true },
    }),
    recoveryCodesLeft: await db.recoveryCode.count(own),
  }
}

/** Exports that were asked for, this one included. */
export function readExports(db: Db, userId: string) {
  return db.export.findMany({
    where: { userId },
    orderBy: { createdAt: 'asc' },
    select: { id: true, state: true, createdAt: true, expiresAt: true },
  })
}
