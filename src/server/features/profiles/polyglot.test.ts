import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { ProblemError } from '#platform/errors.ts'
import { squarePicture } from './picture.ts'

const payload = '<script>alert("polyglot")</script>'
const plain = (background: string) => sharp({ create: { width: 64, height: 48, channels: 3, background } })

function join(...parts: (Buffer | string)[]): Buffer {
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)))
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const frame = Buffer.alloc(body.length + 8)
  frame.writeUInt32BE(data.length, 0)
  body.copy(frame, 4)
  frame.writeUInt32BE(crc32(body), body.length + 4)
  return frame
}

/** A PNG with further chunks behind its header. */
async function pngWith(...chunks: Buffer[]): Promise<Buffer> {
  const png = await plain('teal').png().toBuffer()
  return Buffer.concat([png.subarray(0, 33), ...chunks, png.subarray(33)])
}

/** A ZIP of one stored file, as it would begin behind a picture. */
function zip(): Buffer {
  const name = Buffer.from('index.html')
  const head = Buffer.alloc(26)
  head.writeUInt16LE(20, 0)
  head.writeUInt32LE(crc32(payload), 10)
  head.writeUInt32LE(payload.length, 14)
  head.writeUInt32LE(payload.length, 18)
  head.writeUInt16LE(name.length, 22)
  return Buffer.concat([Buffer.from('PK\x03\x04'), head, name, Buffer.from(payload)])
}

const cases: [string, () => Promise<Buffer>][] = [
  [
    'a JPEG with a page behind it',
    async () => join(await plain('red').jpeg().toBuffer(), `<html>${payload}`),
  ],
  ['a JPEG with a ZIP behind it', async () => join(await plain('red').jpeg().toBuffer(), zip())],
  [
    'a JPEG with a script as its comment',
    async () => {
      const jpeg = await plain('red').jpeg().toBuffer()
      const comment = Buffer.from([0xff, 0xfe, 0, payload.length + 2])
      return join(jpeg.subarray(0, 2), comment, payload, jpeg.subarray(2))
    },
  ],
  ['a PNG with a script in its text', () => pngWith(pngChunk('tEXt', Buffer.from(`Comment\0${payload}`)))],
  [
    'a PNG with a script in its packed text',
    () => pngWith(pngChunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(payload)]))),
  ],
  [
    'a PNG whose colour profile unpacks to 200 MB',
    () =>
      pngWith(
        pngChunk('iCCP', Buffer.concat([Buffer.from('a\0\0'), deflateSync(Buffer.alloc(200_000_000))])),
      ),
  ],
  ['a PNG with a page behind it', async () => join(await plain('red').png().toBuffer(), payload)],
  [
    'a WebP with a script as its metadata',
    () =>
      plain('red').withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${payload}</x:xmpmeta>`).webp().toBuffer(),
  ],
  ['an AVIF with a page behind it', async () => join(await plain('red').avif().toBuffer(), payload)],
]

test.for(cases)('of %s only the picture is kept', async ([, make]) => {
  const sent = await make()
  const stored = await squarePicture(sent)
  for (const trace of ['script', 'polyglot', 'html', 'PK\x03\x04', 'Comment'])
    expect(stored.includes(trace), trace).toBe(false)
  const { format, width, height, exif, xmp, icc, comments } = await sharp(stored).metadata()
  expect({ format, width, height }).toEqual({ format: 'webp', width: 512, height: 512 })
  expect([exif, xmp, icc, comments]).toEqual([undefined, undefined, undefined, undefined])
  // Nothing behind the picture either: a RIFF file says how long it is.
  expect(stored.readUInt32LE(4) + 8).toBe(stored.length)
})

test('of an animation the first picture is kept, and it stands still', async () => {
  const frames = await Promise.all(['red', 'lime', 'blue'].map((colour) => plain(colour).png().toBuffer()))
  const animated = await sharp(frames, { join: { animated: true } })
    .webp({ loop: 0, delay: 100 })
    .toBuffer()
  expect(await sharp(animated).metadata()).toMatchObject({ pages: 3 })
  const stored = await squarePicture(animated)
  expect((await sharp(stored).metadata()).pages ?? 1).toBe(1)
  const { data } = await sharp(stored).raw().toBuffer({ resolveWithObject: true })
  expect([...data.subarray(0, 3)]).toEqual([
    expect.closeTo(254, -1),
    expect.closeTo(0, -1),
    expect.closeTo(0, -1),
  ])
})

const refused: [string, () => Promise<Buffer>][] = [
  ['a GIF with a script behind it', async () => join(await plain('red').gif().toBuffer(), payload)],
  ['a page that begins as a GIF does', async () => join('GIF89a=1;', payload)],
  [
    'an SVG behind a comment that begins as a PNG does',
    async () => join('\x89PNG', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
  ],
  ['a page behind the mark of a JPEG', async () => join(Buffer.from([0xff, 0xd8, 0xff]), payload)],
  ['a PDF', async () => join('%PDF-1.7\n%', payload)],
  [
    'a JPEG just above 50 megapixels',
    () =>
      sharp({ create: { width: 10_000, height: 5_001, channels: 3, background: 'red' } })
        .jpeg()
        .toBuffer(),
  ],
  [
    'a small JPEG that claims 4,000 megapixels',
    async () => {
      const jpeg = await plain('red').jpeg().toBuffer()
      const size = jpeg.indexOf(Buffer.from([0xff, 0xc0])) + 5
      jpeg.writeUInt32BE(0xfff0fff0, size)
      return jpeg
    },
  ],
]

test.for(refused)('%s is refused', async ([, make]) => {
  const refusal = await squarePicture(await make()).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(ProblemError)
  expect(refusal).toMatchObject({ problem: 'picture-unreadable' })
})
