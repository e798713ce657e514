import { readdir } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getMe } from '#contract/accounts.ts'
import { pictureBytes } from '#contract/profiles.ts'
import { bomb } from '#platform/bomb.fixture.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { problemOf } from '../../../../tests/problem.ts'
import { type Caller, type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'
import { replacePictureUrl } from './data.ts'

let server: TestServer
let home: Campus
let student: TestStudent
beforeAll(async () => {
  server = await testServer()
  home = await campus(server)
  student = await home.student()
})
afterAll(() => server.close())

const put = (who: Caller, payload: Buffer | string, type = 'image/jpeg') =>
  who.inject({ method: 'PUT', url: '/api/v1/me/picture', headers: { 'content-type': type }, payload })
const storedFiles = () => readdir(path.join(server.parts.settings.dataDirectory, 'files/pictures'))

const plain = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } })

/** As a phone makes it: lying on its side, red where the top is once turned, with the place it was taken at. */
async function photograph(): Promise<Buffer> {
  const blue = await plain(300, 400, 'blue').png().toBuffer()
  return plain(600, 400, 'red')
    .composite([{ input: blue, left: 300, top: 0 }])
    .jpeg()
    .withExif({
      IFD0: { Copyright: 'Ada at home' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer()
}

test('a photograph is stored as a square WebP, upright and without its metadata', async () => {
  const sent = await photograph()
  expect(await sharp(sent).metadata()).toMatchObject({ orientation: 6, exif: expect.any(Buffer) })
  expect(sent.includes('Ada at home')).toBe(true)

  const { pictureUrl } = (await put(student, sent)).json()
  expect((await student.call(getMe)).pictureUrl).toBe(pictureUrl)
  const stored = await student.inject({ url: pictureUrl })
  expect(stored.headers).toMatchObject({
    'content-type': 'image/webp',
    'content-length': String(stored.rawPayload.length),
    'cache-control': 'private, max-age=31536000, immutable',
    'content-disposition': 'inline; filename="picture.webp"',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'content-security-policy': expect.stringContaining("default-src 'self'"),
  })
  const metadata = await sharp(stored.rawPayload).metadata()
  expect(metadata).toMatchObject({ format: 'webp', width: 512, height: 512 })
  for (const kind of ['exif', 'xmp', 'icc', 'iptc', 'orientation'] as const)
    expect(metadata[kind]).toBeUndefined()
  expect(stored.rawPayload.includes('Ada at home')).toBe(false)

  const { data, info } = await sharp(stored.rawPayload).raw().toBuffer({ resolveWithObject: true })
  const at = (x: number, y: number) => [...data.subarray((y * 512 + x) * info.channels).subarray(0, 3)]
  for (const x of [9, 500]) {
    expect(at(x, 9)).toEqual([expect.closeTo(254, -1), expect.closeTo(0, -1), expect.closeTo(0, -1)])
    expect(at(x, 500)).toEqual([expect.closeTo(0, -1), expect.closeTo(0, -1), expect.closeTo(254, -1)])
  }
})

test('the square that a student chose is what is stored; one that is none is refused by its field', async () => {
  const one = await home.student()
  const sent = await photograph() // upright: 400 wide, 600 high, red above blue
  const cut = (query: string) =>
    one.inject({
      method: 'PUT',
      url: `/api/v1/me/picture?${query}`,
      headers: { 'content-type': 'image/jpeg' },
      payload: sent,
    })
  const { pictureUrl } = (await cut('x=0&y=800&size=500')).json()
  const stored = await one.inject({ url: pictureUrl })
  const { channels } = await sharp(stored.rawPayload).stats()
  expect(channels.map(({ mean }) => mean > 128)).toEqual([false, false, true])

  const fieldsOf = async (query: string) => {
    const response = await cut(query)
    expect(problemOf(response)).toBe('invalid-request')
    return response.json().errors.map(({ field }: { field: string }) => field)
  }
  expect(await fieldsOf('x=0&y=0')).toEqual(['querystring.size'])
  expect(await fieldsOf('x=-1&y=0.5&size=99')).toEqual(['querystring.x', 'querystring.y', 'querystring.size'])
  expect(await fieldsOf('x=505&y=0&size=500')).toEqual(['querystring.x'])
  expect(await fieldsOf('x=0&x=1&y=0&size=500')).toEqual(['querystring.x'])
  expect((await one.call(getMe)).pictureUrl).toBe(pictureUrl)
})

test.for(['png', 'webp', 'avif'] as const)('a %s is taken', async (format) => {
  const sent = await plain(40, 30, 'teal').toFormat(format).toBuffer()
  expect(problemOf(await put(student, sent, `image/${format}`))).toBe('200')
})

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
const refused: [string, () => string | Buffer | Promise<Buffer>][] = [
  ['an SVG', () => svg],
  ['an SVG with a declaration', () => `<?xml version="1.0"?>${svg}`],
  ['a page', () => '<!doctype html><script>alert(1)</script>'],
  ['a GIF', () => plain(9, 9, 'red').gif().toBuffer()],
  ['a TIFF', () => plain(9, 9, 'red').tiff().toBuffer()],
  ['garbage', () => Buffer.alloc(5000, 'garbage')],
  ['half a JPEG', async () => (await photograph()).subarray(0, 2000)],
  ['a bomb', bomb],
]
test.for(refused)('%s is refused under the name of a JPEG, and nothing changes', async ([, make]) => {
  const before = [(await student.call(getMe)).pictureUrl, await storedFiles()]
  const response = await put(student, await make())
  expect(problemOf(response)).toBe('picture-unreadable')
  expect(response.json().detail).toContain('Choose a JPEG, PNG, WebP or AVIF')
  expect([(await student.call(getMe)).pictureUrl, await storedFiles()]).toEqual(before)
})

test('what is too large or not a picture by its own account is refused unread', async () => {
  expect(problemOf(await put(student, Buffer.alloc(pictureBytes + 1)))).toBe('body-too-large')
  for (const type of ['image/gif', 'image/svg+xml', 'text/html', 'application/json', 'multipart/form-data'])
    expect(problemOf(await put(student, '{}', type))).toBe('unsupported-media-type')
  const untold = await student.inject({ method: 'PUT', url: '/api/v1/me/picture' })
  expect(problemOf(untold)).toBe('unsupported-media-type')
  expect(problemOf(await put(student, ''))).toBe('picture-unreadable')
})

test('the old file goes with the new picture, and the last with the picture itself', async () => {
  const one = await home.student()
  const sent = await plain(9, 9, 'red').png().toBuffer()
  const others = (await storedFiles()).length
  const first = (await put(one, sent)).json().pictureUrl
  const second = (await put(one, sent)).json().pictureUrl
  expect(second).not.toBe(first)
  expect(await storedFiles()).toHaveLength(others + 1)
  expect(problemOf(await one.inject({ url: first }))).toBe('not-found')

  const remove = () => one.inject({ method: 'DELETE', url: '/api/v1/me/picture' })
  expect([(await remove()).statusCode, (await remove()).statusCode]).toEqual([204, 204])
  expect(await storedFiles()).toHaveLength(others)
  expect((await one.call(getMe)).pictureUrl).toBeNull()
  expect(problemOf(await one.inject({ url: second }))).toBe('not-found')
})

test('of pictures sent at once one stays, with its file and no other', async () => {
  const one = await home.student()
  const sent = await plain(9, 9, 'red').png().toBuffer()
  const others = (await storedFiles()).length
  await Promise.all(Array.from({ length: 5 }, () => put(one, sent)))
  expect(await storedFiles()).toHaveLength(others + 1)
  const { pictureUrl } = await one.call(getMe)
  expect(problemOf(await one.inject({ url: pictureUrl ?? '' }))).toBe('200')
})

test('of addresses written at once each is handed back once, so that its file can go', async () => {
  const { id } = await home.student()
  const { prisma } = server.parts.database
  const urls = Array.from({ length: 20 }, (_, index) => `/${index}`)
  const before = await Promise.all(urls.map((url) => replacePictureUrl(prisma, id, url)))
  const last = await replacePictureUrl(prisma, id, null)
  expect([...before, last].sort()).toEqual([...urls, null].sort())
})

test('pictures are for the students of the university', async () => {
  const { pictureUrl } = (await put(student, await plain(9, 9, 'red').png().toBuffer())).json()
  const foreigner = await (await campus(server)).student()
  expect(problemOf(await (await home.student()).inject({ url: pictureUrl }))).toBe('200')
  expect(problemOf(await foreigner.inject({ url: pictureUrl }))).toBe('not-found')
  expect(problemOf(await server.nobody.inject({ url: pictureUrl }))).toBe('not-signed-in')
})
