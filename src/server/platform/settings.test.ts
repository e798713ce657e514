import { describe, expect, test } from 'vitest'
import { readSettings, SettingsError } from './settings.ts'

/** Message that the start ends with. */
function complaint(env: NodeJS.ProcessEnv): string {
  try {
    readSettings(env)
  } catch (error) {
    if (error instanceof SettingsError) return error.message
    throw error
  }
  return ''
}

const badKeys = (env: NodeJS.ProcessEnv) =>
  [...complaint(env).matchAll(/^ {2}([A-Z_]+): ./gm)].map(([, key = '']) => key).sort()

const defaults = {
  databaseUrl: null,
  databasePoolSize: 10,
  databasePreparesStatements: true,
  redisUrl: null,
  upstash: null,
  secretKey: null,
  cacheMemory: 32 * 1024 * 1024,
  smtpUrl: null,
  mailFrom: 'Campus Connect <no-reply@localhost>',
  host: '127.0.0.1',
  port: null,
  publicUrl: null,
  trustProxy: '',
  logLevel: 'info',
  rateLimitPerMinute: 600,
  studentLimitPerHour: 6000,
  signInLimitPerHour: 30,
  signInAddressLimitPerHour: 100,
  mailAddressLimitPerHour: 200,
  requestLimitPerDay: 30,
  messageLimitPerMinute: 60,
  staffSecondFactor: false,
  role: 'all',
  drainSeconds: 0,
  metricsToken: null,
  matching: 'engine',
  matchingMemory: 256 * 1024 * 1024,
  openRequests: { sent: 10, received: 20 },
  pauseDays: { declined: 30, cancelled: 1 },
  retention: { reportDays: 365, unverifiedDays: 30, notificationDays: 90 },
  digestHour: 17,
  pushesToPrivate: false,
  providers: [],
}

const everyKey = [
  'CACHE_MEMORY_MB',
  'CANCELLED_PAUSE_DAYS',
  'DATABASE_POOL_SIZE',
  'DATABASE_PREPARED_STATEMENTS',
  'DATABASE_URL',
  'DATA_DIRECTORY',
  'DECLINED_PAUSE_DAYS',
  'DIGEST_HOUR',
  'GOOGLE_CLIENT_ID',
  'GOOGLE_CLIENT_SECRET',
  'HOST',
  'LOG_LEVEL',
  'MAIL_ADDRESS_LIMIT_PER_HOUR',
  'MAIL_FROM',
  'MATCHING',
  'MATCHING_MEMORY_MB',
  'MESSAGE_LIMIT_PER_MINUTE',
  'MICROSOFT_CLIENT_ID',
  'MICROSOFT_CLIENT_SECRET',
  'MICROSOFT_TENANT_ID',
  'MICROSOFT_UNIVERSITY',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'OIDC_ISSUER',
  'OIDC_NAME',
  'OIDC_UNIVERSITY',
  'OPEN_RECEIVED_LIMIT',
  'OPEN_SENT_LIMIT',
  'PORT',
  'PUBLIC_URL',
  'PUSH_PRIVATE',
  'RATE_LIMIT_PER_MINUTE',
  'REDIS_URL',
  'REQUEST_LIMIT_PER_DAY',
  'RETENTION_NOTIFICATION_DAYS',
  'RETENTION_REPORT_DAYS',
  'RETENTION_UNVERIFIED_DAYS',
  'SECRET_KEY',
  'SIGN_IN_ADDRESS_LIMIT_PER_HOUR',
  'SIGN_IN_LIMIT_PER_HOUR',
  'SMTP_URL',
  'STAFF_SECOND_FACTOR',
  'STUDENT_LIMIT_PER_HOUR',
  'TRUST_PROXY',
  'UPSTASH_REDIS_REST_TOKEN',
  'UPSTASH_REDIS_REST_URL',
]

test('nothing needs to be set', () => {
  const settings = readSettings({})
  expect(settings).toMatchObject(defaults)
  expect(settings.dataDirectory).toBe(`${settings.projectRoot}.data`)
})

test.for(['', ' ', '\t\n'])('what is set to %j counts as not set', (nothing) => {
  const env = Object.fromEntries(everyKey.map((key) => [key, nothing]))
  expect(readSettings(env)).toEqual(readSettings({}))
})

test('what is set is read', () => {
  const env = {
    DATABASE_URL: 'postgresql://cc:secret@db.example/cc',
    DATABASE_POOL_SIZE: '25',
    DATABASE_PREPARED_STATEMENTS: 'false',
    REDIS_URL: 'rediss://cache.example',
    UPSTASH_REDIS_REST_URL: ' https:cache.upstash.example/ ',
    UPSTASH_REDIS_REST_TOKEN: ' secret ',
    CACHE_MEMORY_MB: '1',
    SMTP_URL: 'smtps://mail.example',
    MAIL_FROM: 'Study <study@campus.example>',
    HOST: '0.0.0.0',
    PORT: '0',
    TRUST_PROXY: 'loopback, 10.0.0.0/8,::1',
    DATA_DIRECTORY: '/var/lib/campus',
    LOG_LEVEL: 'warn',
    RATE_LIMIT_PER_MINUTE: '60',
    STUDENT_LIMIT_PER_HOUR: '600',
    SIGN_IN_LIMIT_PER_HOUR: '5',
    SIGN_IN_ADDRESS_LIMIT_PER_HOUR: '50',
    MAIL_ADDRESS_LIMIT_PER_HOUR: '40',
    REQUEST_LIMIT_PER_DAY: '10',
    MESSAGE_LIMIT_PER_MINUTE: '20',
    SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    STAFF_SECOND_FACTOR: 'true',
    MATCHING: 'sql',
    MATCHING_MEMORY_MB: '2',
    OPEN_SENT_LIMIT: '3',
    OPEN_RECEIVED_LIMIT: '4',
    DECLINED_PAUSE_DAYS: '0',
    CANCELLED_PAUSE_DAYS: '7',
    DIGEST_HOUR: '8',
    PUSH_PRIVATE: 'true',
    RETENTION_NOTIFICATION_DAYS: '10',
  }
  expect(readSettings(env)).toMatchObject({
    databaseUrl: env.DATABASE_URL,
    databasePoolSize: 25,
    databasePreparesStatements: false,
    redisUrl: env.REDIS_URL,
    upstash: { url: 'https://cache.upstash.example', token: 'secret' },
    cacheMemory: 1024 * 1024,
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM,
    host: '0.0.0.0',
    port: 0,
    trustProxy: env.TRUST_PROXY,
    dataDirectory: '/var/lib/campus',
    logLevel: 'warn',
    rateLimitPerMinute: 60,
    studentLimitPerHour: 600,
    signInLimitPerHour: 5,
    signInAddressLimitPerHour: 50,
    mailAddressLimitPerHour: 40,
    requestLimitPerDay: 10,
    messageLimitPerMinute: 20,
    secretKey: Buffer.alloc(32, 7),
    staffSecondFactor: true,
    matching: 'sql',
    matchingMemory: 2 * 1024 * 1024,
    openRequests: { sent: 3, received: 4 },
    pauseDays: { declined: 0, cancelled: 7 },
    retention: { notificationDays: 10 },
    digestHour: 8,
    pushesToPrivate: true,
  })
})

test('links begin with the public address without the slash at its end', () => {
  expect(readSettings({ PUBLIC_URL: 'https://campus.example/study//' }).publicUrl).toBe(
    'https://campus.example/study',
  )
})

describe('what cannot be used', () => {
  const bad = {
    DATABASE_URL: 'mysql://cc:secret@db.example/cc',
    DATABASE_POOL_SIZE: '0',
    DATABASE_PREPARED_STATEMENTS: 'maybe',
    REDIS_URL: 'cache.example:6379',
    UPSTASH_REDIS_REST_URL: 'redis://cache.example',
    CACHE_MEMORY_MB: '0',
    SMTP_URL: 'http://mail.example',
    MAIL_FROM: 'x',
    PORT: '65536',
    PUBLIC_URL: 'campus.example',
    TRUST_PROXY: '127.0.0.1, everybody',
    LOG_LEVEL: 'loud',
    RATE_LIMIT_PER_MINUTE: 'many',
    SIGN_IN_LIMIT_PER_HOUR: '0',
    STUDENT_LIMIT_PER_HOUR: 'all',
    SIGN_IN_ADDRESS_LIMIT_PER_HOUR: '0',
    MAIL_ADDRESS_LIMIT_PER_HOUR: '-1',
    REQUEST_LIMIT_PER_DAY: '1.5',
    MESSAGE_LIMIT_PER_MINUTE: '0',
    SECRET_KEY: 'too short',
    STAFF_SECOND_FACTOR: 'perhaps',
    MATCHING: 'fast',
    MATCHING_MEMORY_MB: '0.5',
    OPEN_SENT_LIMIT: '0',
    OPEN_RECEIVED_LIMIT: 'x',
    DECLINED_PAUSE_DAYS: '-1',
    CANCELLED_PAUSE_DAYS: '3651',
    MICROSOFT_TENANT_ID: 'common',
    MICROSOFT_UNIVERSITY: 'a b',
    OIDC_ISSUER: 'http://login.example',
    OIDC_UNIVERSITY: 'ada@x',
  }

  test('is listed in one message, each key once', () => {
    const good = { HOST: '127.0.0.1', UPSTASH_REDIS_REST_TOKEN: 'secret', UNKNOWN: 'x' }
    const rest = { MICROSOFT_CLIENT_ID: 'x', MICROSOFT_CLIENT_SECRET: 'x', OIDC_CLIENT_ID: 'x' }
    expect(badKeys({ ...bad, ...good, ...rest })).toEqual(Object.keys(bad).sort())
  })

  test('is the half of what belongs together, told with what else is wrong', () => {
    expect(badKeys({ UPSTASH_REDIS_REST_URL: 'https://cache.example' })).toEqual(['UPSTASH_REDIS_REST_TOKEN'])
    expect(badKeys({ UPSTASH_REDIS_REST_TOKEN: 'secret', PORT: 'x' })).toEqual([
      'PORT',
      'UPSTASH_REDIS_REST_URL',
    ])
  })

  test.for([
    [{ GOOGLE_CLIENT_ID: 'x' }, ['GOOGLE_CLIENT_SECRET']],
    [{ OIDC_ISSUER: 'https://login.example' }, ['OIDC_CLIENT_ID']],
    [
      { MICROSOFT_CLIENT_ID: 'x' },
      ['MICROSOFT_CLIENT_SECRET', 'MICROSOFT_TENANT_ID', 'MICROSOFT_UNIVERSITY'],
    ],
  ] as const)('is a part of a provider: %o', ([env, missing]) => {
    expect(badKeys(env)).toEqual(missing)
  })

  test('says what would be right, and shows no password', () => {
    const message = complaint(bad)
    expect(message).toContain('PORT: must be a whole number from 0 to 65535')
    expect(message).toContain('starts with postgres:// or postgresql://')
    expect(message).toContain('docs/operating.md')
    expect(message).not.toContain('secret')
  })

  test.for([
    ['MATCHING', 'SQL', 'must be engine or sql'],
    ['MATCHING_MEMORY_MB', '0.5', 'must be a whole number from 1 to 1000000'],
    ['CACHE_MEMORY_MB', '1e9', 'must be a whole number from 1 to 1000000'],
    ['DATABASE_PREPARED_STATEMENTS', 'maybe', 'must be true or false'],
    ['UPSTASH_REDIS_REST_URL', 'redis://cache', 'must be an address that starts with https:// or http://'],
  ])('%s of %o is told what it has to be', ([key = '', value, rule]) => {
    const message = complaint({
      UPSTASH_REDIS_REST_TOKEN: 'secret',
      UPSTASH_REDIS_REST_URL: 'https://x',
      [key]: value,
    })
    expect(message.split('\n').slice(1, -1)).toEqual([`  ${key}: ${rule}`])
  })

  test.for(['1.5', '1e400', '12x', '-5', 'NaN'])('the whole number %o', (value) => {
    const env = { PORT: value, DECLINED_PAUSE_DAYS: value }
    expect(badKeys(env)).toEqual(Object.keys(env).sort())
  })

  test.for(['true', '*', '0.0.0.0/33', '127.0.0.1,', '127.0.0.1;10.0.0.1'])('the proxy %o', (value) => {
    expect(badKeys({ TRUST_PROXY: value })).toEqual(['TRUST_PROXY'])
  })
})

test('a process that does one part of the work needs a database that others share', () => {
  expect(badKeys({ ROLE: 'web' })).toEqual(['ROLE'])
  expect(badKeys({ ROLE: 'cook' })).toEqual(['ROLE'])
  expect(badKeys({ ROLE: 'worker', DATABASE_URL: 'postgres://db.example/campus' })).toEqual([])
})
