import { afterAll, beforeAll, expect, test } from 'vitest'
import { strange, takesText, wrongBodies, wrongParameters } from './bad-input.ts'
import { type Refusing, refusing } from './refusing.ts'

// Walks the API document and sends every operation all that it must refuse, field by field.

let world: Refusing
beforeAll(async () => {
  world = await refusing()
})
afterAll(() => world.server.close())

const withBody = () => world.operations.filter(({ schema }) => schema)

test('the requests that bad ones are made of are valid', async () => {
  for (const operation of world.operations) {
    const { statusCode } = await world.server.nobody.inject(world.request(operation))
    expect([400, 500, operation.operationId]).not.toContain(statusCode)
  }
})

test('bad fields of a body are refused by name, and nothing is stored', async () => {
  const cases = withBody().flatMap((operation) =>
    wrongBodies(operation.schema ?? {}).map(({ what, field, value }) => ({
      what,
      field,
      operation,
      request: world.request(operation, value),
    })),
  )
  expect(await world.complaints(cases)).toEqual([])
})

test('bad parameters are refused by name, and nothing is stored', async () => {
  const cases = world.operations.flatMap((operation) =>
    (operation.parameters ?? []).flatMap((parameter) =>
      wrongParameters(parameter).map(({ what, field, value }) => {
        const url =
          parameter.in === 'path'
            ? operation.path.replace(`{${parameter.name}}`, String(value))
            : world.addressOf(operation, `?${parameter.name}=${value}`)
        return { what, field, operation, request: world.request(operation, undefined, url) }
      }),
    ),
  )
  expect(await world.complaints(cases)).toEqual([])
})

test('free text of any kind is taken or refused, but breaks nothing', async () => {
  const odd: string[] = []
  for (const operation of withBody())
    for (const [name, field] of Object.entries(operation.schema?.properties ?? {})) {
      if (!takesText(field)) continue
      for (const text of strange) {
        const { payload, ...request } = world.request(operation)
        const body = { ...JSON.parse(String(payload)), [name]: text }
        const { statusCode, headers } = await world.server.nobody.inject({ ...request, payload: body })
        const type = String(headers['content-type'] ?? 'application/json')
        if (statusCode >= 500 || !/^application\/(problem\+)?json/.test(type))
          odd.push(`${operation.operationId} ← ${name} = ${text}: ${statusCode} ${type}`)
      }
    }
  expect(odd).toEqual([])
})

test('a cursor that was tampered with is refused, not run into the database', async () => {
  const lists = world.operations.filter(({ parameters }) => parameters?.some(({ name }) => name === 'cursor'))
  expect(lists.length).toBeGreaterThan(3)
  const odd: string[] = []
  for (const operation of lists) {
    const first = await world.student.inject(
      world.request(operation, undefined, world.addressOf(operation, '?limit=1')),
    )
    const { nextCursor } = first.json()
    expect(nextCursor, operation.operationId).not.toBeNull()
    for (const forged of forgeries(JSON.parse(Buffer.from(nextCursor, 'base64url').toString()))) {
      const cursor = Buffer.from(JSON.stringify(forged)).toString('base64url')
      const url = world.addressOf(operation, `?limit=1&cursor=${cursor}`)
      const { statusCode } = await world.student.inject(world.request(operation, undefined, url))
      if (statusCode !== 200 && statusCode !== 400)
        odd.push(`${operation.operationId} ← ${JSON.stringify(forged)}: ${statusCode}`)
    }
  }
  expect(odd).toEqual([])
})

/** Places like a genuine one, with each part in turn made what its kind can be at worst. */
function* forgeries(place: unknown): Generator<unknown> {
  if (!Array.isArray(place)) return yield* worst(place)
  yield place.slice(1)
  yield [...place, 1]
  for (const [index, part] of place.entries()) for (const bad of worst(part)) yield place.with(index, bad)
}

function worst(part: unknown): unknown[] {
  const wrong = [null, true, {}, []]
  if (typeof part === 'number')
    return [...wrong, 2 ** 31, -(2 ** 31) - 1, -(2 ** 31), Number.MAX_SAFE_INTEGER, 1e308, 0.5, 'x']
  return [
    ...wrong,
    '',
    'a\u0000b',
    '\ud800',
    "' OR 1=1 --",
    '0000-01-01T00:00:00Z',
    '0000-01-01T00:00:00.000Z',
    '9999-12-31T23:59:59.999Z',
    '00000000-0000-0000-0000-000000000000',
  ]
}

test('text comes back as it was sent, as JSON', async () => {
  const { student, server } = world
  const [put, get] = ['PUT', 'GET'] as const
  for (const text of strange) {
    const profile = { preferredLocation: null, studyStyle: null, studyPace: null, bio: text }
    await student.inject({ method: put, url: '/api/v1/me/profile', payload: profile })
    const saved = await student.inject({ method: get, url: '/api/v1/me/profile' })
    expect(saved.json().bio).toBe(text.trim())

    const { items } = (await student.inject({ url: '/api/v1/conversations' })).json()
    const url = `/api/v1/conversations/${items[0].id}/messages`
    const sent = await student.inject({ method: 'POST', url, payload: { content: text } })
    expect(sent.statusCode).toBe(201)
    const listed = await student.inject({ url: `${url}?limit=1` })
    expect(listed.json().items[0].content).toBe(text)
    expect(listed.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'x-content-type-options': 'nosniff',
    })
  }
  const { rows } = await server.database.pool.query('SELECT count(*)::int AS users FROM users')
  expect(rows[0].users).toBeGreaterThanOrEqual(3)
})
