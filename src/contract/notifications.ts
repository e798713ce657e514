import { Token } from './accounts.ts'
import { endpoint } from './endpoint.ts'
import { Id, Instant, Person, page, pageOf } from './values.ts'
import { z } from './zod.ts'

/** What a student is told of: somebody asks them, their request was accepted, messages, study sessions. */
export const NotificationKind = z.enum(['request', 'acceptance', 'message', 'session'])
export type NotificationKind = z.infer<typeof NotificationKind>

export const Notification = z
  .object({
    id: Id,
    kind: NotificationKind,
    what: z
      .enum(['proposed', 'accepted', 'declined', 'cancelled', 'soon'])
      .nullable()
      .describe('with kind session: what became of it; soon: it begins within the hour'),
    at: Instant.describe('when something was last added to it'),
    isRead: z.boolean().describe('also once what it tells of was answered or read elsewhere'),
    partner: Person.describe('whom it is about'),
    courseCode: z.string(),
    connectionId: Id,
    conversationId: Id.nullable().describe('null where there is none yet'),
    sessionId: Id.nullable().describe('with kind session'),
    count: z.int().min(1).describe('messages that it stands for; 1 of every other kind'),
  })
  .meta({ id: 'Notification' })
export type Notification = z.infer<typeof Notification>

export const listNotifications = endpoint({
  method: 'GET',
  path: '/me/notifications',
  id: 'listNotifications',
  tag: 'notifications',
  summary: 'What I am told of, newest first',
  description:
    'The messages of a conversation are one entry, which comes to the top again with the next. Kinds that I have ' +
    'switched off are not there, nor is what others have withdrawn.',
  access: 'student',
  query: z.object(page),
  status: 200,
  answer: pageOf(Notification).extend({ unread: z.int().describe('unread entries in all pages') }),
})

export const readNotifications = endpoint({
  method: 'POST',
  path: '/me/notifications/read',
  id: 'readNotifications',
  tag: 'notifications',
  summary: 'Say that I have seen one entry, or all up to an instant',
  description: 'Messages stay unread in their conversation.',
  access: 'student',
  body: z
    .object({ id: Id.optional(), upTo: Instant.optional().describe('`at` of the newest entry seen') })
    .refine(({ id, upTo }) => (id === undefined) !== (upTo === undefined), {
      path: ['id'],
      message: 'give either id or upTo',
    }),
  status: 204,
})

const LocalTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time from 00:00 to 23:59, such as 22:00')
  .meta({ examples: ['22:00'] })

const Ways = z.object({
  app: z.boolean().describe('in the list of the page'),
  push: z.boolean().describe('by the browsers that have asked for it'),
  mail: z.boolean().describe('in letters'),
})

export const NotificationSettings = z
  .object({
    kinds: z.object({ request: Ways, acceptance: Ways, message: Ways, session: Ways }),
    quietHours: z
      .object({ from: LocalTime, to: LocalTime })
      .refine(({ from, to }) => from !== to, { path: ['to'], message: 'must not be the time of from' })
      .nullable()
      .describe('local to the campus, over midnight if `to` is earlier; pushes wait until they end'),
    digest: z.enum(['daily', 'off']).describe('whether what is unread is mailed once a day'),
  })
  .meta({ id: 'NotificationSettings' })
export type NotificationSettings = z.infer<typeof NotificationSettings>

export const getNotificationSettings = endpoint({
  method: 'GET',
  path: '/me/notification-settings',
  id: 'getNotificationSettings',
  tag: 'notifications',
  summary: 'What I want to be told of, and how',
  access: 'student',
  status: 200,
  answer: NotificationSettings,
})

export const putNotificationSettings = endpoint({
  method: 'PUT',
  path: '/me/notification-settings',
  id: 'putNotificationSettings',
  tag: 'notifications',
  summary: 'Choose what I want to be told of, and how',
  access: 'student',
  body: NotificationSettings,
  status: 200,
  answer: NotificationSettings,
})

export const getPushKey = endpoint({
  method: 'GET',
  path: '/push-key',
  id: 'getPushKey',
  tag: 'notifications',
  summary: 'The key by which browsers know this service (VAPID)',
  description: 'For `applicationServerKey` of `PushManager.subscribe`.',
  access: 'student',
  status: 200,
  answer: z.object({ publicKey: z.string().describe('point of P-256, uncompressed, base64url') }),
})

const base64url = (bytes: number, what: string) => {
  const length = Math.ceil((bytes * 4) / 3)
  return z
    .string()
    .regex(new RegExp(`^[A-Za-z0-9_-]{${length}}={0,2}$`), `must be ${what}, ${bytes} bytes in base64url`)
}

/** As a browser's `PushSubscription.toJSON()` gives it. */
export const PushSubscriptionInput = z.object({
  endpoint: z
    .url({ protocol: /^https?$/, message: 'must be an https address' })
    .max(2000, 'at most 2000 characters')
    .meta({ examples: ['https://push.example/wpush/v2/gAAAAAB'] }),
  keys: z.object({
    p256dh: base64url(65, 'a point of P-256').meta({ examples: [`B${'A'.repeat(86)}`] }),
    auth: base64url(16, 'a secret').meta({ examples: ['A'.repeat(22)] }),
  }),
})
export type PushSubscriptionInput = z.infer<typeof PushSubscriptionInput>

/** What a push says, as JSON; never what somebody wrote: others see a locked screen, too. */
export const PushPayload = z.object({
  kind: NotificationKind.nullable().describe('null: several things at once'),
  title: z.string(),
  body: z.string(),
  path: z.string().describe('where to go on the page, such as /conversations/…'),
  tag: z.string().describe('a later push with the same one takes its place'),
})
export type PushPayload = z.infer<typeof PushPayload>

export const putPushSubscription = endpoint({
  method: 'PUT',
  path: '/me/push-subscriptions',
  id: 'putPushSubscription',
  tag: 'notifications',
  summary: 'Have this browser told by Web Push',
  description:
    'The same browser again is the same subscription; one that another student used is mine from now on. It ends when ' +
    'this session does, so the page sends it again whenever it starts. Of more than ten the oldest ends.',
  access: 'student',
  body: PushSubscriptionInput,
  status: 200,
  answer: z.object({ id: Id }),
  problems: ['not-allowed'],
})

export const deletePushSubscription = endpoint({
  method: 'DELETE',
  path: '/me/push-subscriptions/{id}',
  id: 'deletePushSubscription',
  tag: 'notifications',
  summary: 'No longer have that browser told',
  access: 'student',
  params: z.object({ id: Id.describe('as putPushSubscription answered') }),
  status: 204,
})

export const unsubscribe = endpoint({
  method: 'POST',
  path: '/notifications/unsubscribe/{token}',
  isSecretAddress: true,
  id: 'unsubscribe',
  tag: 'notifications',
  summary: 'Have no more digests, with the code of a mailed link',
  description:
    'The link is /unsubscribe#token=… of the page. Needs no sign-in, and works as often as it is called. Mail programs call it by themselves (RFC 8058), with a form ' +
    'as the body, which is not looked at.',
  access: 'public',
  params: z.object({ token: Token.describe('of the link') }),
  status: 204,
  problems: ['token-invalid'],
})
