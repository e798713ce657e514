import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../../tests/database.ts'
import { type Database, type Db, openDatabase } from './open.ts'

let origin: TestDatabase
let database: Database
beforeAll(async () => {
  origin = await testDatabase()
  const onError = (error: Error) => {
    throw error
  }
  database = openDatabase(origin.url, { size: 4, prepares: true, onError })
  await origin.pool.query(
    `INSERT INTO universities (name, domain) VALUES ('north', 'north.example'), ('south', 'south.example')`,
  )
})
afterAll(async () => {
  await database.close()
  await origin.close()
})

test.for<[string, (db: Db, name: string, domain: string) => Promise<unknown>]>([
  [
    'hand-written',
    (db, name, domain) => db.$executeRaw`UPDATE universities SET domain = ${domain} WHERE name = ${name}`,
  ],
  ['Prisma’s', (db, name, domain) => db.university.updateMany({ where: { name }, data: { domain } })],
])('two transactions of %s statements that wait for each other are both done', async ([, write]) => {
  let runs = 0
  let holding = 0
  const { promise: bothHold, resolve } = Promise.withResolvers<void>()
  const inOrder = (first: string, second: string) =>
    database.transaction(async (db) => {
      runs++
      await write(db, first, `${first}.${first}.example`)
      if (++holding === 2) resolve()
      await bothHold
      await write(db, second, `${second}.${first}.example`)
      return first
    })
  expect(await Promise.all([inOrder('north', 'south'), inOrder('south', 'north')])).toEqual([
    'north',
    'south',
  ])
  expect(runs).toBe(3)
})

test.for([
  ['40P01', 3],
  ['40001', 3],
  ['23514', 1],
] as const)('a transaction that fails by %s is run %i times', async ([code, times]) => {
  let runs = 0
  const failing = database.transaction((db) => {
    runs++
    return db.$executeRawUnsafe(`DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '${code}'; END $$`)
  })
  await expect(failing).rejects.toThrow(code)
  expect(runs).toBe(times)
})

test('what an attempt wrote before it was undone is not written twice', async () => {
  let runs = 0
  await database.transaction(async (db) => {
    await db.university.create({ data: { name: 'Once', domain: 'once.example' } })
    if (++runs === 1) await db.$executeRaw`DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40P01'; END $$`
  })
  expect(runs).toBe(2)
  expect(await database.prisma.university.count({ where: { name: 'Once' } })).toBe(1)
})
