import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Described } from './bad-input.ts'
import { type Refusing, refusing } from './refusing.ts'

// Requests that are wrong before any field is looked at, sent to every operation that writes.

let world: Refusing
beforeAll(async () => {
  world = await refusing()
})
afterAll(() => world.server.close())

const writing = () => world.operations.filter(({ method }) => method !== 'get')
/** A file is the body. */
const takesFile = ({ operationId }: Described) => ['putPicture', 'uploadAttachment'].includes(operationId)
const takesJson = () => writing().filter(({ schema }) => schema)

/** The same malformed bodies to each operation. */
function sent(operations: Described[], type: string, bodies: Record<string, string | Buffer>) {
  return operations.flatMap((operation) =>
    Object.entries(bodies).map(([what, payload]) => {
      const { method, url } = world.request(operation)
      return { what, operation, request: { method, url, headers: { 'content-type': type }, payload } }
    }),
  )
}

const status = async (request: InjectOptions) => (await world.student.inject(request)).statusCode

test('broken JSON is refused, also where no body is asked for', async () => {
  const nested = 100_000
  const cases = sent(
    writing().filter((operation) => !takesFile(operation)),
    'application/json',
    {
      'half an object': '{"email": "ada@',
      'single quotes': "{'email': 'ada'}",
      'a comma too many': '{"a": 1,}',
      'not JSON at all': '<xml/>',
      NaN: '{"day": NaN}',
      'a NUL byte': '\u0000',
      'UTF-16': Buffer.from('{"email": "ada"}', 'utf16le'),
      'deep nesting without an end': '['.repeat(nested),
      'a forbidden key': '{"__proto__": {"isVerified": true}}',
      'a forbidden key within': '{"slots": [{"constructor": {"prototype": {"day": 1}}}]}',
    },
  )
  expect(await world.complaints(cases)).toEqual([])
  expect(({} as { isVerified?: boolean }).isVerified).toBeUndefined()
})

test('JSON that is no object is refused where one is asked for', async () => {
  const deep = '['.repeat(50_000) + ']'.repeat(50_000)
  const bodies = {
    null: 'null',
    'a number': '5',
    'a huge number': '1e999',
    text: '"x"',
    'a list': '[]',
    deep,
    true: 'true',
  }
  expect(await world.complaints(sent(takesJson(), 'application/json', bodies))).toEqual([])
  const empty = sent(takesJson(), 'application/json', { nothing: '' })
  expect(await world.complaints(empty)).toEqual([])
})

test('a content type that is not in the document is refused', async () => {
  const body = { body: '{"email": "ada@northfield.example"}' }
  for (const type of [
    'text/plain',
    'application/xml',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'x',
    'application/json/../xml',
  ])
    expect(await world.complaints(sent(writing(), type, body))).toEqual([])
  const files = writing().filter(takesFile)
  expect(files).toHaveLength(2)
  expect(await world.complaints(sent(files, 'application/json', body))).toEqual([])
  expect(await world.complaints(sent(files, 'image/svg+xml', { svg: '<svg/>' }))).toEqual([])
})

test('a body without a content type is refused', async () => {
  for (const operation of takesJson()) {
    const { method, url, payload } = world.request(operation)
    const code = await status({ method, url, payload: Buffer.from(String(payload)) })
    expect([operation.operationId, code]).toEqual([operation.operationId, 415])
  }
})

test('a megabyte is refused by every operation, nine by the picture’s, eleven by that of files', async () => {
  const megabyte = `{"email": "${'x'.repeat(1024 * 1024)}"}`
  const json = writing().filter((operation) => !takesFile(operation))
  const cases = sent(json, 'application/json', { megabyte })
  expect(await world.complaints(cases)).toEqual([])
  for (const { request } of cases) expect(await status(request)).toBe(413)
  const picture = world.operations.filter(({ operationId }) => operationId === 'putPicture')
  const large = {
    'a megabyte of nothing': Buffer.alloc(1024 * 1024),
    'nine megabytes': Buffer.alloc(9 * 1024 * 1024),
  }
  expect(await world.complaints(sent(picture, 'image/png', large))).toEqual([])
  const upload = world.operations.filter(({ operationId }) => operationId === 'uploadAttachment')
  const larger = { ...large, 'eleven megabytes': Buffer.alloc(11 * 1024 * 1024) }
  expect(await world.complaints(sent(upload, 'application/octet-stream', larger))).toEqual([])
})

test('what is no picture, or a picture of another kind, is refused whatever it calls itself', async () => {
  const picture = world.operations.filter(({ operationId }) => operationId === 'putPicture')
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
  const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
  const half = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAf', 'base64')
  const bodies = {
    svg,
    gif,
    half,
    text: 'GIF89a',
    html: '<script>alert(1)</script>',
    zeros: Buffer.alloc(64),
    empty: '',
  }
  expect(await world.complaints(sent(picture, 'image/png', bodies))).toEqual([])
})

test('addresses and methods that nobody serves are refused as problems', async () => {
  const addresses = [
    '/api',
    '/api/',
    '/api/v1',
    '/api/v1/',
    '/api/v2/me',
    '/api/v1/nothing',
    '/api/v1/me/',
    '/api/v1/me%2Fprofile',
  ]
  const broken = ['/api/v1/courses/%', '/api/v1/courses/%E0%A4%A', '/api/v1/connections/%ff/accept', '/%']
  const long = `/api/v1/courses/${'x'.repeat(5000)}`
  const climbing = [
    '/api/v1/../../../etc/passwd',
    '/api/v1/pictures/..%2f..%2fpackage.json',
    '/..%2f..%2fetc/passwd',
  ]
  const cases = [...addresses, ...broken, long, ...climbing].map((url) => ({
    what: 'address',
    operation: null,
    request: { method: 'GET' as const, url },
  }))
  const methods = (['PATCH', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY'] as const).flatMap((method) =>
    world.operations.map((operation) => ({
      what: method,
      operation: null,
      request: { method: method as 'PATCH', url: world.addressOf(operation) },
    })),
  )
  expect(await world.complaints([...cases, ...methods])).toEqual([])
})

test('a Host that is none is refused where an address is made of it', async () => {
  const cases = ['[', 'a b'].flatMap((host) =>
    ['/api/docs', '/api/docs/'].map((url) => ({
      what: `Host: ${host}`,
      operation: null,
      request: { method: 'GET' as const, url, headers: { host } },
    })),
  )
  expect(await world.complaints(cases)).toEqual([])
})

test('what is no HTTP request, or has headers without end, is answered as a problem', async () => {
  const { port } = new URL(await world.server.app.listen({ host: '127.0.0.1', port: 0 }))
  const long = `X-Long: ${'x'.repeat(20_000)}`
  for (const head of [
    'FOO / HTTP/1.1',
    'GET / HTTP/9.9',
    'GET / HTTP/1.1\r\nContent-Length: x',
    `GET / HTTP/1.1\r\n${long}`,
  ]) {
    const socket = connect({ host: '127.0.0.1', port: Number(port) })
    socket.write(`${head}\r\nHost: localhost\r\n\r\n`)
    const [answer = '', body = ''] = (await text(socket)).split('\r\n\r\n')
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nContent-Type: application\/problem\+json/)
    expect(JSON.parse(body)).toMatchObject({
      type: 'urn:campus-connect:problem:invalid-request',
      status: 400,
    })
  }
})

test('a cookie of any kind signs nobody in and breaks nothing', async () => {
  const values = [
    '',
    'x',
    '%00',
    '%',
    "' OR '1'='1",
    'x'.repeat(4000),
    '{"a":1}',
    world.student.token.slice(0, -1),
  ]
  for (const value of values) {
    const response = await world.server.nobody.inject({
      url: '/api/v1/me',
      headers: { cookie: `cc_session=${value}` },
    })
    expect([value, response.statusCode]).toEqual([value, 401])
  }
})

test('an empty query field counts as not given', async () => {
  for (const operation of world.operations) {
    const fields = operation.parameters?.filter((parameter) => parameter.in === 'query') ?? []
    if (operation.method !== 'get' || fields.length === 0) continue
    const url = world.addressOf(operation, `?${fields.map(({ name }) => `${name}=`).join('&')}`)
    expect([operation.operationId, await status({ url })]).toEqual([operation.operationId, 200])
  }
})
