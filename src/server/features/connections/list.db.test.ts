import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  acceptConnection,
  cancelConnection,
  declineConnection,
  listConnections,
  requestConnection,
} from '#contract/connections.ts'
import { campus } from '../../../../tests/campus.ts'
import { type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'

let server: TestServer
let ada: TestStudent

/** Ada has sent three requests and received three, one of each accepted, one declined or withdrawn. */
beforeAll(async () => {
  server = await testServer()
  const home = await campus(server)
  const courses = [await home.course()]
  const [courseId = ''] = courses
  ada = await home.student({ courses })
  const ask = async (from: TestStudent, to: TestStudent) => ({
    id: (await from.call(requestConnection, { body: { targetId: to.id, courseId } })).id,
  })
  const mate = (firstName: string) => home.student({ firstName, courses })
  const [ben, cy, dee, eli, fay, gus] = [
    await mate('Ben'),
    await mate('Cy'),
    await mate('Dee'),
    await mate('Eli'),
    await mate('Fay'),
    await mate('Gus'),
  ]
  await ask(ada, ben)
  await cy.call(acceptConnection, { params: await ask(ada, cy) })
  await ada.call(cancelConnection, { params: await ask(ada, dee) })
  await ask(eli, ada)
  await ada.call(acceptConnection, { params: await ask(fay, ada) })
  await ada.call(declineConnection, { params: await ask(gus, ada) })
  await ask(ben, eli) // none of hers
})
afterAll(() => server.close())

const names = async (query: object, who = ada) => {
  const { items } = await who.call(listConnections, { query })
  return items.map(({ partner }) => partner.firstName)
}

test.for([
  [{}, ['Gus', 'Fay', 'Eli', 'Dee', 'Cy', 'Ben']],
  [{ direction: 'sent' }, ['Dee', 'Cy', 'Ben']],
  [{ direction: 'received' }, ['Gus', 'Fay', 'Eli']],
  [{ status: 'pending' }, ['Eli', 'Ben']],
  [{ status: 'accepted' }, ['Fay', 'Cy']],
  [{ status: 'declined' }, ['Gus']],
  [{ status: 'cancelled' }, ['Dee']],
  [{ status: 'pending', direction: 'received' }, ['Eli']],
] as const)('%o lists %o, newest first', async ([query, expected]) => {
  expect(await names(query)).toEqual(expected)
})

test.for([false, true])('pages hold each once (all asked in the same instant: %s)', async (sameInstant) => {
  if (sameInstant) await server.database.pool.query(`UPDATE connections SET requested_at = '2026-10-01'`)
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page: { items: { id: string }[]; nextCursor: string | null } = await ada.call(listConnections, {
      query: { limit: 4, ...(cursor && { cursor }) },
    })
    seen.push(...page.items.map(({ id }) => id))
    cursor = page.nextCursor
  } while (cursor)
  expect(seen).toHaveLength(6)
  expect(new Set(seen).size).toBe(6)
})
