import type { NotificationKind, NotificationSettings } from '#contract/notifications.ts'
import type { Db } from '#platform/database/open.ts'

const kinds: NotificationKind[] = ['request', 'acceptance', 'message', 'session']

interface SettingsRow {
  notInApp: string[]
  notPushed: string[]
  notMailed: string[]
  from: string | null
  to: string | null
  hasDigest: boolean
}

const unset: SettingsRow = {
  notInApp: [],
  notPushed: [],
  notMailed: [],
  from: null,
  to: null,
  hasDigest: true,
}

export async function findSettings(db: Db, userId: string): Promise<NotificationSettings> {
  const rows = await db.$queryRaw<SettingsRow[]>`
    SELECT not_in_app AS "notInApp", not_pushed AS "notPushed", not_mailed AS "notMailed",
           to_char(quiet_from, 'HH24:MI') AS from, to_char(quiet_to, 'HH24:MI') AS to, has_digest AS "hasDigest"
    FROM notification_settings WHERE user_id = ${userId}::uuid`
  const { notInApp, notPushed, notMailed, from, to, hasDigest } = rows[0] ?? unset
  const waysOf = (kind: NotificationKind) => ({
    app: !notInApp.includes(kind),
    push: !notPushed.includes(kind),
    mail: !notMailed.includes(kind),
  })
  return {
    kinds: {
      request: waysOf('request'),
      acceptance: waysOf('acceptance'),
      message: waysOf('message'),
      session: waysOf('session'),
    },
    quietHours: from !== null && to !== null ? { from, to } : null,
    digest: hasDigest ? 'daily' : 'off',
  }
}

export async function saveSettings(
  db: Db,
  userId: string,
  { kinds: ways, quietHours, digest }: NotificationSettings,
): Promise<void> {
  const without = (way: 'app' | 'push' | 'mail') => kinds.filter((kind) => !ways[kind][way])
  await db.$executeRaw`
    INSERT INTO notification_settings (user_id, not_in_app, not_pushed, not_mailed, quiet_from, quiet_to, has_digest)
    VALUES (${userId}::uuid, ${without('app')}, ${without('push')}, ${without('mail')},
            ${quietHours?.from ?? null}::time, ${quietHours?.to ?? null}::time, ${digest === 'daily'})
    ON CONFLICT (user_id) DO UPDATE
    SET not_in_app = EXCLUDED.not_in_app, not_pushed = EXCLUDED.not_pushed, not_mailed = EXCLUDED.not_mailed,
        quiet_from = EXCLUDED.quiet_from, quiet_to = EXCLUDED.quiet_to, has_digest = EXCLUDED.has_digest`
  // Whoever changes the hours is not kept waiting for the end of those before.
  await db.$executeRaw`
    UPDATE notifications SET push_at = now() WHERE user_id = ${userId}::uuid AND push_at > now()`
}

/** Nothing for whom there is no account any more. */
export async function endDigest(db: Db, userId: string): Promise<void> {
  await db.$executeRaw`
    INSERT INTO notification_settings (user_id, has_digest) SELECT id, FALSE FROM users WHERE id = ${userId}::uuid
    ON CONFLICT (user_id) DO UPDATE SET has_digest = FALSE`
}
