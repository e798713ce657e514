import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../database.ts'
import { codesIn, tableUnder } from '../markdown.ts'
import { buildSpecification } from './build.ts'
import { readCatalogue, type Thing } from './catalogue.ts'

// The migrated database = what the specification names, less and other than, plus what docs/decisions/schema.md says.
let database: TestDatabase
let actual: Map<string, Thing>
let specified: Map<string, Thing>
const deviations = new Map<string, string[]>()
const additions = new Set<string>()

beforeAll(async () => {
  database = await testDatabase()
  const client = await database.pool.connect()
  actual = await readCatalogue(client, 'public')
  specified = await buildSpecification(client)
  client.release()
  for (const [names, instead] of await tableUnder('decisions/schema.md', 'Left out or changed'))
    for (const name of codesIn(names)) deviations.set(name, codesIn(instead))
  for (const [names] of await tableUnder('decisions/schema.md', 'Added'))
    for (const name of codesIn(names)) additions.add(name)
})
afterAll(() => database.close())

const isAsSpecified = (name: string) => actual.get(name)?.definition === specified.get(name)?.definition

test('the list names all of the specification', () => {
  const counts = Map.groupBy(specified.values(), ({ kind }) => kind)
  const of = (kind: Thing['kind']) => counts.get(kind)?.length ?? 0
  expect(of('table')).toBe(13)
  expect(of('partition')).toBe(7)
  expect(of('index') + of('unique index')).toBe(69 + 4)
  expect(of('trigger')).toBe(7)
  expect(of('function')).toBe(2)
  expect(of('view')).toBe(1)
})

test('everything that the specification names is there as it says, or the decisions say what is instead', () => {
  const unexplained = [...specified.keys()].filter((name) => !isAsSpecified(name) && !deviations.has(name))
  expect(unexplained).toEqual([])
})

describe('the decisions', () => {
  test('explain only what the specification names and what differs from it', () => {
    const needless = [...deviations.keys()].filter((name) => !specified.has(name) || isAsSpecified(name))
    expect(needless).toEqual([])
  })

  test('say how a changed thing is now', () => {
    const changed = [...deviations].filter(([name]) => actual.has(name))
    expect(changed.length).toBeGreaterThan(0)
    for (const [name, instead] of changed)
      expect([name, ...instead]).toEqual([name, actual.get(name)?.definition])
  })

  test('name what serves instead of a thing left out, and it exists', async () => {
    const { rows } = await database.pool.query(
      `SELECT 'setting ' || name AS name FROM pg_settings WHERE setting = 'on'`,
    )
    const settings = new Set(rows.map((row) => row.name))
    for (const [name, instead] of deviations) {
      if (actual.has(name)) continue
      expect(instead, name).not.toEqual([])
      for (const server of instead)
        expect(actual.has(server) || settings.has(server), `${name}: ${server}`).toBe(true)
    }
  })

  test('name every addition, and nothing else', () => {
    // A table that is added brings its columns, constraints and indexes with it.
    const added = [...actual.values()]
      .filter(({ name, owner }) => !specified.has(name) && !(owner && additions.has(owner)))
      .map(({ name }) => name)
    expect([...additions].sort()).toEqual(added.sort())
  })
})
