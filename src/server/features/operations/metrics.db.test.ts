import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { getMe } from '#contract/accounts.ts'
import { getConversation, sendMessage } from '#contract/conversations.ts'
import { connected } from '#features/conversations/pair.fixture.ts'
import { campus } from '../../../../tests/campus.ts'
import { problemOf } from '../../../../tests/problem.ts'
import { type TestServer, testServer } from '../../../../tests/server.ts'

const metricsToken = 'a-token-of-figures-for-tests'

async function watched(): Promise<TestServer> {
  const server = await testServer({ metricsToken })
  onTestFinished(() => server.close())
  return server
}

/** Values by name and labels, as Prometheus reads them. */
async function figures({ nobody }: TestServer): Promise<Map<string, number>> {
  const { body, headers } = await nobody.inject({
    url: '/metrics',
    headers: { authorization: `Bearer ${metricsToken}` },
  })
  expect(headers['content-type']).toContain('text/plain; version=0.0.4')
  const lines = body.split('\n').filter((line) => line && !line.startsWith('#'))
  return new Map(
    lines.map((line) => {
      const [, name = line, value = ''] = /^(\w+(?:\{.*\})?) (\S+)$/.exec(line) ?? []
      expect(Number.isNaN(Number(value)), line).toBe(false)
      return [name, Number(value)]
    }),
  )
}

test('requests, statements, the pool, the cache and messages are counted, by patterns and names', async () => {
  const server = await watched()
  const { ada, id } = await connected(await campus(server))
  for (let turn = 0; turn < 3; turn++) await ada.call(getMe)
  await ada.call(sendMessage, { params: { id }, body: { content: 'Hello' } })
  await ada.call(getConversation, { params: { id } })
  await server.nobody.inject({ url: `/api/v1/nowhere/${id}` })
  const found = await figures(server)
  const request = (route: string, status: number, method = 'GET') =>
    found.get(`campus_http_request_seconds_count{method="${method}",route="${route}",status="${status}"}`)
  expect(request('/api/v1/me', 200)).toBe(3)
  expect(request('/api/v1/conversations/:id/messages', 201, 'POST')).toBe(1)
  expect(found.get('campus_messages_total')).toBe(1)
  expect(found.get('campus_query_seconds_count{statement="conversations-send"}')).toBe(1)
  expect(found.get('campus_query_seconds_count{statement="prisma"}')).toBeGreaterThan(3)
  expect(found.get('campus_pool_connections{state="most"}')).toBe(server.parts.settings.databasePoolSize)
  expect(found.get('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0)
  expect([...found.keys()].filter((name) => name.includes(id))).toEqual([])
})

test('nobody reads them without the token, and there are none where none is set', async () => {
  const server = await watched()
  const student = await (await campus(server)).student()
  const asked = (authorization: string) =>
    server.nobody.inject({ url: '/metrics', headers: { authorization } })
  expect(problemOf(await server.nobody.inject({ url: '/metrics' }))).toBe('not-signed-in')
  expect(problemOf(await student.inject({ url: '/metrics' }))).toBe('not-signed-in')
  for (const wrong of ['Bearer', `Bearer ${metricsToken}x`, metricsToken, `Basic ${metricsToken}`])
    expect(problemOf(await asked(wrong))).toBe('not-signed-in')
  const plain = await testServer()
  onTestFinished(() => plain.close())
  expect(problemOf(await plain.nobody.inject({ url: '/metrics' }))).toBe('not-found')
})

test('the rules in ops name only figures that there are, or that other rules record', async () => {
  const server = await watched()
  const { body } = await server.nobody.inject({
    url: '/metrics',
    headers: { authorization: `Bearer ${metricsToken}` },
  })
  const exported = new Set([...body.matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name))
  const rules = await readFile(
    path.join(server.parts.settings.projectRoot, 'ops/prometheus/campus-connect.rules.yaml'),
    'utf8',
  )
  const recorded = new Set([...rules.matchAll(/record: (\S+)/g)].map(([, name]) => name))
  const expressions = [...rules.matchAll(/expr: (.+)/g)].map(([, expression = '']) => expression)
  const named = expressions.flatMap((text) => text.match(/\b(?:campus[:_]|nodejs_)[\w:]+/g) ?? [])
  expect(named.length).toBeGreaterThan(expressions.length)
  const known = (name: string) =>
    recorded.has(name) || exported.has(name.replace(/_(?:bucket|count|sum)$/, ''))
  expect(named.filter((name) => !known(name))).toEqual([])
})
