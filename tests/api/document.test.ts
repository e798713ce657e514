import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problems } from '#contract/problem.ts'
import type { OpenApi, Operation } from '#platform/http/openapi.ts'
import { type TestServer, testServer } from '../server.ts'

let server: TestServer
let document: OpenApi
let operations: [address: string, operation: Operation][]
beforeAll(async () => {
  server = await testServer()
  document = (await server.nobody.inject({ url: '/api/openapi.json' })).json()
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method} ${path}`,
      operation,
    ]),
  )
})
afterAll(() => server.close())

/** Every object within a value, with the way to it. */
function* within(value: unknown, way = '#'): Generator<[way: string, node: Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield [way, value as Record<string, unknown>]
  for (const [key, child] of Object.entries(value)) yield* within(child, `${way}/${key}`)
}

const at = (reference: string) =>
  reference
    .slice(2)
    .split('/')
    .reduce<unknown>((node, key) => (node as Record<string, unknown>)?.[key], document)

test('the committed openapi.json is what the server serves', async () => {
  const committed = await readFile(new URL('../../openapi.json', import.meta.url), 'utf8')
  expect(JSON.parse(committed), 'run node scripts/openapi.ts').toEqual(document)
})

describe('the document', () => {
  test('is of OpenAPI 3.1 and refers only to what it holds', () => {
    expect(document.openapi).toMatch(/^3\.1\./)
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) })
    const references = [...within(document)].flatMap(([way, { $ref }]) =>
      typeof $ref === 'string' ? [[way, $ref]] : [],
    )
    expect(references.length).toBeGreaterThan(100)
    for (const [way, reference = ''] of references)
      expect([way, reference, typeof at(reference)]).toEqual([way, reference, 'object'])
  })

  test('has no component that nothing refers to, and none without a proper name', () => {
    const text = JSON.stringify(document)
    for (const kind of ['schemas', 'responses'] as const)
      for (const name of Object.keys(document.components[kind])) {
        expect(text).toContain(`"#/components/${kind}/${name}"`)
        expect(name).not.toMatch(/^def-|\d$/)
      }
  })

  test('says of every schema what it is', () => {
    const schemas = [...within(document)].flatMap(([way, node]) =>
      [
        ...Object.entries((node.properties ?? {}) as object).map(
          ([name, schema]) => [`${way}/${name}`, schema] as const,
        ),
        ...('schema' in node ? [[way, node.schema] as const] : []),
        ...('items' in node && node.type === 'array' ? [[way, node.items] as const] : []),
      ].filter(([, schema]) => typeof schema === 'object'),
    )
    const vague = schemas.filter(([, schema]) => !['type', '$ref', 'anyOf'].some((key) => key in schema))
    expect(vague.map(([way]) => way)).toEqual([])
  })
})

describe('every operation', () => {
  test('has an id of its own, a tag, a summary and an access', () => {
    const ids = operations.map(([, { operationId }]) => operationId)
    expect(new Set(ids).size).toBe(ids.length)
    const tags = document.tags.map(({ name }) => name)
    for (const [address, operation] of operations) {
      expect(operation.operationId, address).toMatch(/^[a-z][A-Za-z]+$/)
      expect(
        operation.tags.map((tag) => tags.includes(tag)),
        address,
      ).toEqual([true])
      expect(operation.summary, address).toMatch(/^.{5,80}[^.]$/)
      expect(['public', 'student', 'verified', 'staff', 'operator'], address).toContain(operation['x-access'])
      expect(operation.security, address).toEqual(
        operation['x-access'] === 'public' ? [] : [{ session: [] }, { bearer: [] }],
      )
    }
  })

  test('names and describes its parameters', () => {
    for (const [address, { parameters = [] }] of operations) {
      const inPath = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)
      expect(inPath, address).toEqual([...address.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
      for (const parameter of parameters) {
        expect(parameter.description, `${address} ${parameter.name}`).toBeTruthy()
        expect(parameter.required, `${address} ${parameter.name}`).toBe(parameter.in === 'path')
      }
    }
  })

  test('bounds all that it takes', () => {
    const taken = operations.map(([address, { parameters, requestBody }]) => [
      address,
      { parameters, requestBody },
    ])
    const schemas = [...within(Object.fromEntries(taken)), ...within(document.components.schemas.SlotInput)]
    const unbounded = schemas.filter(([, schema]) => {
      if (schema.type === 'integer') return !('minimum' in schema && 'maximum' in schema)
      if (schema.type === 'array') return !('maxItems' in schema)
      return (
        schema.type === 'string' && !['maxLength', 'enum', 'format', 'pattern'].some((key) => key in schema)
      )
    })
    expect(schemas.length).toBeGreaterThan(100)
    expect(unbounded.map(([way]) => way)).toEqual([])
  })

  test('answers success of one kind, and refuses with problem details', () => {
    for (const [address, { responses }] of operations) {
      const entries = Object.entries(responses).map(([status, response]) => {
        const resolved = '$ref' in response ? (at(response.$ref) as typeof response) : response
        return [
          Number(status),
          resolved as { description: string; content?: Record<string, { schema?: unknown }> },
        ] as const
      })
      expect(entries.filter(([status]) => status < 300).length, address).toBe(1)
      for (const [status, { description, content = {} }] of entries) {
        expect(description, address).toBeTruthy()
        if (status >= 400)
          expect([address, status, content['application/problem+json']?.schema]).toEqual([
            address,
            status,
            { $ref: '#/components/schemas/Problem' },
          ])
      }
      expect(Object.keys(responses), address).toEqual(expect.arrayContaining(['429', '500']))
    }
  })

  test('shows an example of each of its problems', () => {
    for (const [id, { content = {} }] of Object.entries(document.components.responses)) {
      const examples = content['application/problem+json']?.examples ?? {}
      expect(Object.keys(examples).join('.')).toBe(id)
      for (const name of Object.keys(examples)) expect(problems).toHaveProperty([name])
    }
  })
})

test('pictures go in and out as pictures', () => {
  const [put, get] = [document.paths['/api/v1/me/picture']?.put, document.paths['/api/v1/pictures/{id}']?.get]
  expect(Object.keys(put?.requestBody?.content ?? {})).toEqual([
    'image/jpeg',
    'image/png',
    'image/webp',
    'image/avif',
  ])
  expect(get?.responses['200']).toMatchObject({ content: { 'image/webp': {} } })
})

test('the reference page runs its own script only, and loads nothing from elsewhere', async () => {
  const page = await server.nobody.inject({ url: '/api/docs/' })
  expect(page.statusCode).toBe(200)
  const policy = String(page.headers['content-security-policy'])
  const scripts = [...page.body.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, script = '']) => script,
  )
  expect(scripts.some((script) => script.includes('/api/openapi.json'))).toBe(true)
  for (const script of scripts)
    expect(policy).toContain(`'sha256-${createHash('sha256').update(script).digest('base64')}'`)
  expect(policy).not.toMatch(/script-src[^;]*unsafe|https?:|\*/)
  expect(page.body).not.toMatch(/(src|href)="(https?:)?\/\//)
  expect((await server.nobody.inject({ url: '/api/docs/js/scalar.js' })).statusCode).toBe(200)

  const elsewhere = await server.nobody.inject({ url: '/api/v1/universities' })
  expect(elsewhere.headers['content-security-policy']).not.toContain('sha256')
})
