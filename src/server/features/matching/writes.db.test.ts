import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listMatches, type MatchList } from '#contract/matching.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { type Caller, type TestNode, type TestServer, testServer } from '../../../../tests/server.ts'
import { asker, classmate, writeClass } from './class.fixture.ts'
import { oracleRow, readAlike, readOracle } from './reading.fixture.ts'
import { writes } from './writes.fixture.ts'

let server: TestServer
let bySql: TestNode
/** Holds no roster, so that it reads each anew. */
let forgetful: TestNode
let home: Campus
let oracle: string

beforeAll(async () => {
  server = await testServer()
  bySql = await server.node({ matching: 'sql' })
  forgetful = await server.node({ matchingMemory: 0 })
  home = await campus(server)
  oracle = await readFile(new URL('oracle.sql', import.meta.url), 'utf8')
})
afterAll(async () => {
  await bySql.close()
  await forgetful.close()
  await server.close()
})

test('after any writes every node answers what the specification’s query does', async () => {
  let read = 0
  await fc.assert(
    fc.asyncProperty(
      asker,
      fc.array(classmate, { minLength: 2, maxLength: 15, size: 'max' }),
      writes,
      async (first, others, writes) => {
        const { pool } = server.database
        const course = await home.course()
        const other = await home.course()
        const ids = await writeClass(pool, home.university.name, course, other, [first, ...others])
        const callers = await Promise.all(ids.map((id) => server.signedIn(id, '')))
        const [me] = callers
        if (!me) return
        const nodes = [me, bySql.as(me), forgetful.as(me)]
        await compare(nodes, me.id, course)
        for (const [index, { write, who, isRead }] of writes.entries()) {
          await write({ pool, course, ids, callers }, who % ids.length)
          if (isRead || index === writes.length - 1) read += await compare(nodes, me.id, course)
        }
      },
    ),
    { numRuns: 40 },
  )
  expect(read).toBeGreaterThan(40) // else nearly all were refused, and nothing was tested
})

/** Answers whether there was a list. */
async function compare(nodes: Caller[], id: string, course: string): Promise<0 | 1> {
  const isListed = await mayLook(id, course)
  const rows = await readOracle(server.database.pool, oracle, id, course)
  // The first answer after a write is the one that may be old.
  for (const answer of await Promise.all(
    nodes.map((node) => node.send(listMatches, { params: { id: course }, query: { limit: 100 } })),
  )) {
    expect(answer.statusCode === 200, answer.body).toBe(isListed)
    if (isListed) expect(answer.json<MatchList>().items.map(oracleRow)).toEqual(rows)
  }
  if (!isListed) return 0
  await readAlike(nodes, course, { limit: 7, sort: 'shared' })
  await readAlike(nodes, course, { limit: 7, sort: 'mutual' })
  return 1
}

async function mayLook(id: string, course: string): Promise<boolean> {
  const { rowCount } = await server.database.pool.query(
    `SELECT FROM users u JOIN user_courses e ON e.user_id = u.id
     WHERE u.id = $1 AND e.course_id = $2 AND e.is_active AND u.is_active AND u.is_verified`,
    [id, course],
  )
  return rowCount === 1
}
