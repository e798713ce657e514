import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { campus } from '../campus.ts'
import { type TestServer, testServer } from '../server.ts'

// What stands open beside the operations, and to whom.

let server: TestServer
beforeAll(async () => {
  server = await testServer()
})
afterAll(() => server.close())

describe('the outbox of a trial', () => {
  const outbox = { url: '/api/v1/outbox' }

  test('is shown to this machine, with the links in its mail', async () => {
    const home = await campus(server)
    const { email } = await home.student({ verified: false })
    const body = { email }
    await server.nobody.inject({ method: 'POST', url: '/api/v1/accounts/verification/resend', payload: body })
    await vi.waitFor(async () => {
      const { items } = (await server.nobody.inject(outbox)).json()
      expect(items).toMatchObject([{ to: email, link: expect.stringContaining('/verify#token=') }])
    })
  })

  test.for(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('is shown to %s', async (remoteAddress) => {
    expect((await server.nobody.inject({ ...outbox, remoteAddress })).statusCode).toBe(200)
  })

  test.for(['10.0.0.7', '::ffff:10.0.0.7', '203.0.113.127', 'fe80::1', '2001:db8::127.0.0.1'])(
    'is not shown to %s, whatever it claims',
    async (remoteAddress) => {
      const headers = { 'x-forwarded-for': '127.0.0.1', host: 'localhost' }
      expect((await server.nobody.inject({ ...outbox, remoteAddress, headers })).statusCode).toBe(404)
    },
  )
})

test('every answer forbids frames, sniffing and scripts from elsewhere; none allows another origin', async () => {
  for (const url of [
    '/',
    '/api/v1/universities',
    '/api/v1/me',
    '/api/docs/',
    '/api/openapi.json',
    '/health/live',
  ]) {
    const { headers } = await server.nobody.inject({ url, headers: { origin: 'https://evil.example' } })
    expect(headers, url).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
    })
    expect(headers['content-security-policy'], url).toMatch(
      /default-src 'self'.*object-src 'none'.*base-uri 'none'.*frame-ancestors 'none'/,
    )
    if (url !== '/api/docs/') expect(headers['content-security-policy'], url).not.toContain('unsafe')
    expect(headers['permissions-policy'], url).toMatch(
      /camera=\(\).*geolocation=\(\).*publickey-credentials-get=\(self\)/,
    )
    expect(headers, url).not.toHaveProperty('access-control-allow-origin')
    expect(headers, url).not.toHaveProperty('x-powered-by')
  }
})

test('an address that cannot be read is answered as strictly', async () => {
  const { headers } = await server.nobody.inject({ url: '/%' })
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  })
})

test('what the API answers stays in no cache, refusals included', async () => {
  const { body, headers } = await server.nobody.inject({ url: '/api/v1/me' })
  expect([headers['cache-control'], body]).toEqual(['no-store', expect.stringContaining('not-signed-in')])
  const student = await (await campus(server)).student()
  for (const url of ['/api/v1/me', '/api/v1/conversations', '/api/v1/me/sessions'])
    expect((await student.inject({ url })).headers['cache-control'], url).toBe('no-store')
})

test('beyond the limit of requests everybody at an address waits, and only there', async () => {
  const limited = await testServer({ rateLimitPerMinute: 5 })
  const ask = (remoteAddress: string) => limited.nobody.inject({ url: '/api/v1/universities', remoteAddress })
  for (let count = 0; count < 5; count++) expect((await ask('192.0.2.1')).statusCode).toBe(200)
  const refused = await ask('192.0.2.1')
  expect(refused.statusCode).toBe(429)
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect(refused.json()).toMatchObject({ type: 'urn:campus-connect:problem:too-many-requests' })
  expect((await ask('192.0.2.2')).statusCode).toBe(200)
  await limited.close()
})

test('a wrong password signs nobody out', async () => {
  const student = await (await campus(server)).student()
  const payload = { email: student.email, password: 'not it' }
  expect((await student.inject({ method: 'POST', url: '/api/v1/session', payload })).statusCode).toBe(401)
  expect((await student.inject({ url: '/api/v1/me' })).statusCode).toBe(200)
})
