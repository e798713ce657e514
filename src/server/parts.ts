import path from 'node:path'
import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import type { Cache } from '#platform/cache/cache.ts'
import { openCache } from '#platform/cache/open.ts'
import { type Database, openDatabase } from '#platform/database/open.ts'
import { diskFiles, type Files } from '#platform/files.ts'
import { createLimits, type Limits } from '#platform/limits/limits.ts'
import { createLog } from '#platform/log.ts'
import { type Mail, outboxMail, smtpMail } from '#platform/mail.ts'
import { type Metrics, openMetrics } from '#platform/metrics.ts'
import { openRedis } from '#platform/redis.ts'
import { keyIn, type Secrets, secretsWith } from '#platform/secrets.ts'
import type { Settings } from '#platform/settings.ts'

/** What the features are composed with; opened once a process. */
export interface Parts {
  settings: Settings
  log: Logger
  database: Database
  /** null: none is set; what several processes would share is in this one. */
  redis: Redis | null
  cache: Cache
  files: Files
  limits: Limits
  mail: Mail
  /** null: nobody asks for figures. */
  metrics: Metrics | null
  secrets: Secrets
  /** Where people reach the service, without a slash at the end; links in mail begin with it. */
  publicUrl: string
  /** Once the process was told to end: balancers are to send nobody here any more. */
  isLeaving: boolean
  /** Makes a job due now. Nothing in a process that runs no jobs: its next turn comes anyway. */
  runSoon: (job: string) => void
  /** Lets the pages of students ask anew what they are told of. Nothing in a process that serves no sockets. */
  tellNotified: (userIds: string[]) => void
}

/** Opens everything that a server needs. `publicUrl` is set anew by whoever listens, unless the settings name it. */
export async function openParts(settings: Settings, databaseUrl: string): Promise<Parts> {
  const log = createLog(settings.logLevel, process.stdout.isTTY)
  const within = (name: string) => path.join(settings.dataDirectory, name)
  const redis = settings.redisUrl ? openRedis(settings.redisUrl, log) : null
  const metrics = settings.metricsToken ? openMetrics() : null
  const database = openDatabase(databaseUrl, {
    size: settings.databasePoolSize,
    prepares: settings.databasePreparesStatements,
    onError: (err) => log.warn({ err }, 'database connection lost'),
    onQuery: metrics?.query,
  })
  const cache = openCache(settings, redis, log)
  metrics?.watch(database.pool, settings.databasePoolSize, cache)
  return {
    settings,
    log,
    database,
    redis,
    cache,
    metrics,
    files: diskFiles(within('files')),
    limits: createLimits(redis),
    mail: settings.smtpUrl
      ? smtpMail(settings.smtpUrl, settings.mailFrom)
      : outboxMail(within('outbox'), log),
    secrets: secretsWith(settings.secretKey ?? (await keyIn(settings.dataDirectory))),
    publicUrl: settings.publicUrl ?? 'http://127.0.0.1:3000',
    isLeaving: false,
    runSoon: () => {},
    tellNotified: () => {},
  }
}

export async function closeParts(parts: Parts): Promise<void> {
  parts.mail.close()
  parts.redis?.disconnect()
  await parts.database.close()
}
