import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { belongTogether, type ProviderSetting, providersOf, providerVariables } from './provider-settings.ts'

const projectRoot = fileURLToPath(new URL('../../../', import.meta.url))

const optionalUrl = (protocols: string[]) =>
  z
    .string()
    .refine(
      (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
      `must be an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    )
    .optional()

const whole = (least: number, most: number) =>
  z.coerce.number(`must be a whole number from ${least} to ${most}`).int().min(least).max(most)

/** An address, a range of them, or what Fastify has a name for. */
const TrustedProxy = z.union([
  z.enum(['loopback', 'linklocal', 'uniquelocal']),
  z.ipv4(),
  z.ipv6(),
  z.cidrv4(),
  z.cidrv6(),
])

/** Every setting the program reads; docs/operating.md lists them. */
const Variables = z.object({
  DATABASE_URL: optionalUrl(['postgres:', 'postgresql:']),
  DATABASE_POOL_SIZE: whole(1, 1000).default(10),
  DATABASE_PREPARED_STATEMENTS: z.stringbool('must be true or false').default(true),
  REDIS_URL: optionalUrl(['redis:', 'rediss:']),
  UPSTASH_REDIS_REST_URL: optionalUrl(['https:', 'http:']),
  UPSTASH_REDIS_REST_TOKEN: z.string().trim().optional(),
  CACHE_MEMORY_MB: whole(1, 1_000_000).default(32),
  SMTP_URL: optionalUrl(['smtp:', 'smtps:']),
  MAIL_FROM: z
    .string()
    .min(3, 'must be an address, such as Campus Connect <hello@example.edu>')
    .default('Campus Connect <no-reply@localhost>'),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: whole(0, 65_535).optional(),
  PUBLIC_URL: optionalUrl(['http:', 'https:']),
  TRUST_PROXY: z
    .string()
    .refine(
      (value) => value.split(',').every((part) => TrustedProxy.safeParse(part.trim()).success),
      'must be addresses or ranges, comma separated, such as 127.0.0.1, 10.0.0.0/8',
    )
    .default(''),
  DATA_DIRECTORY: z.string().min(1).default(`${projectRoot}.data`),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  RATE_LIMIT_PER_MINUTE: whole(1, 1_000_000).default(600),
  STUDENT_LIMIT_PER_HOUR: whole(1, 1_000_000).default(6000),
  SIGN_IN_LIMIT_PER_HOUR: whole(1, 1_000_000).default(30),
  SIGN_IN_ADDRESS_LIMIT_PER_HOUR: whole(1, 1_000_000).default(100),
  MAIL_ADDRESS_LIMIT_PER_HOUR: whole(1, 1_000_000).default(200),
  REQUEST_LIMIT_PER_DAY: whole(1, 1_000_000).default(30),
  MESSAGE_LIMIT_PER_MINUTE: whole(1, 1_000_000).default(60),
  SECRET_KEY: z
    .string()
    .trim()
    .refine((value) => Buffer.from(value, 'base64').length === 32, 'must be 32 random bytes in base64')
    .optional(),
  STAFF_SECOND_FACTOR: z.stringbool('must be true or false').default(false),
  ROLE: z.enum(['all', 'web', 'worker'], 'must be all, web or worker').default('all'),
  DRAIN_SECONDS: whole(0, 60).default(0),
  METRICS_TOKEN: z
    .string()
    .trim()
    .regex(/^[\w.~+/=-]{16,}$/, 'must be 16 letters and digits or more')
    .optional(),
  MATCHING: z.enum(['engine', 'sql'], 'must be engine or sql').default('engine'),
  MATCHING_MEMORY_MB: whole(1, 1_000_000).default(256),
  OPEN_SENT_LIMIT: whole(1, 1_000_000).default(10),
  OPEN_RECEIVED_LIMIT: whole(1, 1_000_000).default(20),
  DECLINED_PAUSE_DAYS: whole(0, 3650).default(30),
  CANCELLED_PAUSE_DAYS: whole(0, 3650).default(1),
  RETENTION_REPORT_DAYS: whole(1, 1095).default(365),
  RETENTION_UNVERIFIED_DAYS: whole(1, 3650).default(30),
  RETENTION_NOTIFICATION_DAYS: whole(1, 3650).default(90),
  DIGEST_HOUR: whole(0, 20).default(17),
  PUSH_PRIVATE: z.stringbool('must be true or false').default(false),
  ...providerVariables,
})

/** Environment variables that there are. */
export const settingNames: string[] = Object.keys(Variables.shape)

const upstash = ['UPSTASH_REDIS_REST_URL', 'UPSTASH_REDIS_REST_TOKEN'] as const
const groups = [
  { keys: upstash, who: 'Upstash' },
  ...belongTogether.map((keys) => ({ keys, who: 'signing in elsewhere' })),
]

/** Also looked at when other keys are bad, so that one message lists all. */
const Environment = Variables.check(
  z.superRefine(
    (value, context) => {
      for (const { keys, who } of groups) {
        const missing = keys.filter((key) => value[key] === undefined)
        if (missing.length === keys.length) continue
        for (const key of missing)
          context.addIssue({
            code: 'custom',
            path: [key],
            message: `must be set too: ${who} needs all of it`,
          })
      }
      if ((value.ROLE === 'web' || value.ROLE === 'worker') && value.DATABASE_URL === undefined)
        context.addIssue({
          code: 'custom',
          path: ['ROLE'],
          message: `${value.ROLE} needs DATABASE_URL: the embedded database has one process, which does all`,
        })
    },
    { when: () => true },
  ),
)

export interface Settings {
  projectRoot: string
  /** null: the embedded PostgreSQL, which also makes this a trial set-up. */
  databaseUrl: string | null
  databasePoolSize: number
  /** false behind a connection pooler that does not know prepared statements. */
  databasePreparesStatements: boolean
  redisUrl: string | null
  /** null: none is set. Holds the cache where no Redis is. */
  upstash: { url: string; token: string } | null
  /** Bytes that cached values may take in this process. */
  cacheMemory: number
  /** null: mail is kept in the outbox folder instead of being sent. */
  smtpUrl: string | null
  mailFrom: string
  host: string
  /** null: 3000 or the next free one. */
  port: number | null
  /** Address that people reach the service at; null: where it listens. */
  publicUrl: string | null
  /** Addresses of proxies whose X-Forwarded-* headers count; empty: none. */
  trustProxy: string
  dataDirectory: string
  logLevel: string
  /** Of one address. */
  rateLimitPerMinute: number
  studentLimitPerHour: number
  /** Wrong passwords for one account, and mails to one mailbox. */
  signInLimitPerHour: number
  /** Wrong passwords from one address. */
  signInAddressLimitPerHour: number
  /** Mails that one address asks for, sign-ups included. */
  mailAddressLimitPerHour: number
  requestLimitPerDay: number
  /** In an hour ten times as many. */
  messageLimitPerMinute: number
  /** 32 bytes that seal what the database must not show; null: kept in the data directory. */
  secretKey: Buffer | null
  /** Whether staff have to sign in with a second proof. */
  staffSecondFactor: boolean
  /** What this process does: answer people, work jobs off, or both. */
  role: 'all' | 'web' | 'worker'
  /** Seconds that a process which was told to end goes on serving, while balancers learn of it. */
  drainSeconds: number
  /** Whoever has it reads the figures of this process; null: nobody does, and nothing is counted. */
  metricsToken: string | null
  /** By rosters held in this process, or by SQL alone, for hosts whose processes do not last. */
  matching: 'engine' | 'sql'
  /** Bytes that the engine's rosters may take. */
  matchingMemory: number
  /** Requests of one student, and to one, that may wait for an answer at a time. */
  openRequests: { sent: number; received: number }
  /** Days before one may ask again. */
  pauseDays: { declined: number; cancelled: number }
  /** Days that words and pictures of closed reports are kept, accounts that nobody confirms, and notifications. */
  retention: { reportDays: number; unverifiedDays: number; notificationDays: number }
  /** Of the campus clock. */
  digestHour: number
  /** Whether pushes may go to this machine and its network, also without TLS. */
  pushesToPrivate: boolean
  /** Where students may sign in elsewhere, besides what the database says. */
  providers: ProviderSetting[]
}

export class SettingsError extends Error {}

/**
 * Reads the settings from environment variables; an empty variable, or one of spaces, counts as not set.
 * @throws SettingsError whose message lists every bad key
 */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const result = Environment.safeParse(given)
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new SettingsError(`These settings are not usable:\n${lines.join('\n')}\nSee docs/operating.md.`)
  }
  const value = result.data
  return {
    projectRoot,
    databaseUrl: value.DATABASE_URL ?? null,
    databasePoolSize: value.DATABASE_POOL_SIZE,
    databasePreparesStatements: value.DATABASE_PREPARED_STATEMENTS,
    redisUrl: value.REDIS_URL ?? null,
    upstash:
      value.UPSTASH_REDIS_REST_URL && value.UPSTASH_REDIS_REST_TOKEN
        ? {
            url: withoutSlash(new URL(value.UPSTASH_REDIS_REST_URL).href),
            token: value.UPSTASH_REDIS_REST_TOKEN,
          }
        : null,
    secretKey: value.SECRET_KEY ? Buffer.from(value.SECRET_KEY, 'base64') : null,
    cacheMemory: value.CACHE_MEMORY_MB * 1024 * 1024,
    smtpUrl: value.SMTP_URL ?? null,
    mailFrom: value.MAIL_FROM,
    host: value.HOST,
    port: value.PORT ?? null,
    publicUrl: value.PUBLIC_URL ? withoutSlash(value.PUBLIC_URL) : null,
    trustProxy: value.TRUST_PROXY,
    dataDirectory: value.DATA_DIRECTORY,
    logLevel: value.LOG_LEVEL,
    rateLimitPerMinute: value.RATE_LIMIT_PER_MINUTE,
    studentLimitPerHour: value.STUDENT_LIMIT_PER_HOUR,
    signInLimitPerHour: value.SIGN_IN_LIMIT_PER_HOUR,
    signInAddressLimitPerHour: value.SIGN_IN_ADDRESS_LIMIT_PER_HOUR,
    mailAddressLimitPerHour: value.MAIL_ADDRESS_LIMIT_PER_HOUR,
    requestLimitPerDay: value.REQUEST_LIMIT_PER_DAY,
    messageLimitPerMinute: value.MESSAGE_LIMIT_PER_MINUTE,
    staffSecondFactor: value.STAFF_SECOND_FACTOR,
    role: value.ROLE,
    drainSeconds: value.DRAIN_SECONDS,
    metricsToken: value.METRICS_TOKEN ?? null,
    matching: value.MATCHING,
    matchingMemory: value.MATCHING_MEMORY_MB * 1024 * 1024,
    openRequests: { sent: value.OPEN_SENT_LIMIT, received: value.OPEN_RECEIVED_LIMIT },
    pauseDays: { declined: value.DECLINED_PAUSE_DAYS, cancelled: value.CANCELLED_PAUSE_DAYS },
    retention: {
      reportDays: value.RETENTION_REPORT_DAYS,
      unverifiedDays: value.RETENTION_UNVERIFIED_DAYS,
      notificationDays: value.RETENTION_NOTIFICATION_DAYS,
    },
    digestHour: value.DIGEST_HOUR,
    pushesToPrivate: value.PUSH_PRIVATE,
    providers: providersOf(value),
  }
}

const withoutSlash = (address: string) => address.replace(/\/+$/, '')
