import { expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '../../../../tests/database.ts'

// Every column that refers to a student: the file of the export that has what it stands for, or why none has.

const exported: Record<string, string> = {
  'users.id': 'account.json',
  'accounts.user_id': 'account.json',
  'user_profiles.user_id': 'profile.json',
  'user_courses.user_id': 'courses.json',
  'availability.user_id': 'hours.json',
  'connections.requester_id': 'connections.json',
  'connections.target_id': 'connections.json',
  'messages.sender_id': 'conversations',
  'message_positions.user_id': 'conversations',
  'presence.user_id': 'account.json',
  'attachments.uploader_id': 'conversations',
  'calendar_feeds.user_id': 'account.json',
  'study_sessions.proposer_id': 'study-sessions.json',
  'notifications.user_id': 'notifications.json',
  'notification_settings.user_id': 'notifications.json',
  'blocks.blocker_id': 'blocks.json',
  'ignores.user_id': 'ignored.json',
  'reports.reporter_id': 'reports.json',
  'sessions.user_id': 'sessions.json',
  'user_sessions.user_id': 'sessions.json',
  'passkeys.user_id': 'second-proofs.json',
  'authenticator_apps.user_id': 'second-proofs.json',
  'recovery_codes.user_id': 'second-proofs.json',
  'exports.user_id': 'exports.json',
}

const leftOut: Record<string, string> = {
  'blocks.blocked_id': 'whoever was blocked is not told',
  'ignores.ignored_id': 'whoever is ignored is not told',
  'reports.subject_id': 'what somebody told in confidence, and who it was',
  'staff_actions.subject_id': 'notes of the staff; the university answers for them',
  'staff_actions.staff_id': 'the record of the university, about others',
  'match_cache.user_id': 'derived: lists of others, made anew at any time',
  'match_profiles.user_id': 'derived from hours and profile',
  'match_rosters.user_id': 'derived from courses, hours and profile',
  'match_changes.user_id': 'derived: which list is out of date, for ten minutes',
}

/** Ids of other things than students. A new column is in one of the three lists or the test fails. */
const ofOtherThings = [
  'match_changes.course_id',
  'match_rosters.course_id',
  'reports.message_id',
  'staff_actions.report_id',
  'user_sessions.family_id',
]

test('whatever refers to a student is exported, or left out for a reason', async () => {
  const database = await testDatabase()
  onTestFinished(() => database.close())
  // Every UUID that is neither the row's own nor refers to another table than users: also those without a foreign key.
  const { rows } = await database.pool.query(`
    SELECT t.relname || '.' || a.attname AS name
    FROM pg_attribute a JOIN pg_class t ON t.oid = a.attrelid
    WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'p') AND NOT t.relispartition
      AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid IN ('uuid'::regtype, 'uuid[]'::regtype)
      AND (a.attname <> 'id' OR t.relname = 'users')
      AND NOT EXISTS (SELECT FROM pg_constraint f WHERE f.contype = 'f' AND f.conrelid = t.oid
                        AND a.attnum = ANY (f.conkey) AND f.confrelid <> 'users'::regclass)
    ORDER BY name`)
  const found = rows.map(({ name }) => name)
  const named = [...Object.keys(exported), ...Object.keys(leftOut), ...ofOtherThings]
  expect(found).toEqual(named.sort())
})
