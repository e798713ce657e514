import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../database.ts'
import { readCatalogue, type Thing } from './catalogue.ts'
import { prismaStatements } from './prisma-schema.ts'

// What prisma/schema.prisma says is built beside the migrated database; both must then be worded alike.
let database: TestDatabase
let migrated: Map<string, Thing>
let modelled: Map<string, Thing>

beforeAll(async () => {
  database = await testDatabase()
  const client = await database.pool.connect()
  migrated = await readCatalogue(client, 'public')
  await client.query('CREATE SCHEMA prisma; SET search_path TO prisma, public')
  for (const statement of await prismaStatements()) await client.query(statement)
  modelled = await readCatalogue(client, 'prisma')
  client.release()
})
afterAll(() => database.close())

/** What Prisma's schema cannot say, or what its client has no use for: the migrations alone hold these. */
const beyondPrisma: Thing['kind'][] = [
  'partition',
  'check',
  'exclusion',
  'index',
  'trigger',
  'function',
  'view',
  'type',
  'extension',
]

/** Unique indexes on an expression, of some rows only or with a rule for NULL, and those of views. */
const uniqueBeyondPrisma = [
  'idx_users_email',
  'idx_connections_open_pair',
  'idx_exports_open',
  'idx_messages_revision',
  'idx_notifications_thing',
  'idx_reports_open',
  'idx_study_sessions_open',
  'idx_user_sessions_family_current',
  'idx_mv_active_enrollments_unique',
  'idx_mv_course_sizes_unique',
]

/** Written by triggers and read by hand-written SQL; Prisma has no xid8. */
const tablesBeyondPrisma = /^match_(profiles|rosters|changes|horizon)/

/** Partitioning is no part of a model. */
const worded = ({ kind, definition }: Thing) => (kind === 'table' ? 'table' : definition)

test('every model, column, key and unique index is in the database exactly as the Prisma schema says', () => {
  const kinds = new Set([...modelled.values()].map(({ kind }) => kind))
  expect([...kinds].sort()).toEqual(['column', 'foreign key', 'primary key', 'table', 'unique index'])
  for (const thing of modelled.values()) {
    const there = migrated.get(thing.name)
    expect([thing.name, there && worded(there)]).toEqual([thing.name, worded(thing)])
  }
})

test('the database has nothing that the Prisma schema lacks, but for what Prisma cannot say', () => {
  const lacking = [...migrated.values()].filter(
    ({ name, kind }) => !modelled.has(name) && !beyondPrisma.includes(kind) && !tablesBeyondPrisma.test(name),
  )
  expect(lacking.map(({ name }) => name).sort()).toEqual(uniqueBeyondPrisma.sort())
})
