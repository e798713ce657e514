import sharp from 'sharp'
import { expect, test } from 'vitest'
import { bomb } from '#platform/bomb.fixture.ts'
import { ProblemError } from '#platform/errors.ts'
import { readContent } from './content.ts'

const payload = '<script>alert("polyglot")</script>'
const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: 'teal' } })
const pdf = (more = '') => Buffer.from(`%PDF-1.7\n${more}\n%%EOF\n`)

/** A GIF of so many frames, each of another colour. */
function animation(frames: number, side: number): Promise<Buffer> {
  const raw = Buffer.alloc(frames * side * side * 3)
  for (let frame = 0; frame < frames; frame++)
    raw.fill(frame * 40, frame * side * side * 3, (frame + 1) * side * side * 3)
  return sharp(raw, { raw: { width: side, height: frames * side, channels: 3, pageHeight: side } })
    .gif()
    .toBuffer()
}

/** A GIF that says it is 60,000 pixels wide and high, and one with 20,000 frames of a megapixel. */
function wideGif(): Buffer {
  const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
  for (const at of [6, 8, 32, 34]) gif.writeUInt16LE(60_000, at)
  return gif
}
function longGif(): Buffer {
  const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
  gif.writeUInt16LE(1000, 6)
  gif.writeUInt16LE(1000, 8)
  const frame = gif.subarray(19, -1)
  return Buffer.concat([
    gif.subarray(0, 19),
    ...Array.from({ length: 20_000 }, () => frame),
    gif.subarray(-1),
  ])
}

test.for(['jpeg', 'png', 'webp', 'avif', 'gif'] as const)(
  'a %s becomes a WebP and a thumbnail',
  async (format) => {
    const made = await readContent(await plain(900, 600).toFormat(format).toBuffer())
    expect(made).toMatchObject({ kind: 'image', mediaType: 'image/webp', width: 900, height: 600 })
    const thumbnail = await sharp(made.thumbnail ?? '').metadata()
    expect(thumbnail).toMatchObject({ format: 'webp', width: 480, height: 320 })
  },
)

test('a photograph is turned upright, made smaller and loses where it was taken', async () => {
  const sent = await plain(4000, 100)
    .withExif({ IFD0: { Make: 'a camera' }, IFD3: { GPSLatitude: '37/1 52/1 0/1' } })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  const { content, width, height } = await readContent(sent)
  expect([width, height]).toEqual([64, 2560])
  const { exif, orientation } = await sharp(content).metadata()
  expect([exif, orientation, content.includes('camera')]).toEqual([undefined, undefined, false])
})

test('an animation keeps its frames', async () => {
  const { content, thumbnail, width, height } = await readContent(await animation(4, 50))
  expect([width, height]).toEqual([50, 50])
  expect((await sharp(content).metadata()).pages).toBe(4)
  expect((await sharp(thumbnail ?? '').metadata()).pages ?? 1).toBe(1)
})

test('of an image with something behind it only the image is kept', async () => {
  const zip = Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.from(payload)])
  for (const tail of [Buffer.from(`<html>${payload}`), zip, pdf(payload)])
    for (const format of ['jpeg', 'png', 'gif', 'webp'] as const) {
      const { content, mediaType } = await readContent(
        Buffer.concat([await plain(9, 9).toFormat(format).toBuffer(), tail]),
      )
      expect(mediaType).toBe('image/webp')
      for (const trace of ['script', 'html', 'PK', '%PDF']) expect(content.includes(trace), trace).toBe(false)
    }
})

test.for([
  ['a PDF', pdf(), 'application/pdf'],
  ['a PDF with a page in it', pdf(payload), 'application/pdf'],
  ['words', Buffer.from('Zoë’s notes 📚\r\n\tالعربية'), 'text/plain'],
  // Text like any other: it is sent as text/plain, under a name that ends so.
  ['an SVG', Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${payload}</svg>`), 'text/plain'],
  ['a page', Buffer.from(`<!doctype html>${payload}`), 'text/plain'],
  ['what only begins like a PDF', Buffer.from('%PDF- is how it begins'), 'text/plain'],
] as const)('%s is a file, kept as it is', async ([, sent, mediaType]) => {
  const made = await readContent(sent)
  expect(made).toMatchObject({ kind: 'file', mediaType, thumbnail: null, width: null, height: null })
  expect(made.content.equals(sent)).toBe(true)
})

const refused: [string, () => Buffer | Promise<Buffer>][] = [
  ['nothing', () => Buffer.alloc(0)],
  ['white space', () => Buffer.from(' \n\t')],
  ['zeros', () => Buffer.alloc(5000)],
  ['a program', () => Buffer.from('\x7FELF\x02\x01\x01\0', 'latin1')],
  ['an archive', () => Buffer.from('PK\x03\x04\x14\0\0\0', 'latin1')],
  ['text in Latin-1', () => Buffer.from('Zoë', 'latin1')],
  ['text in UTF-16', () => Buffer.from('\uFEFFnotes', 'utf16le')],
  ['text with a terminal’s commands', () => Buffer.from('\x1B]0;x\x07')],
  ['half a PDF of bytes', () => Buffer.from('%PDF-1.7\n\0\0', 'latin1')],
  ['half a JPEG', async () => (await plain(900, 600).jpeg().toBuffer()).subarray(0, 500)],
  ['a page that begins like a GIF', () => Buffer.from(`GIF89a/*${payload}*/`)],
  ['a TIFF', () => plain(9, 9).tiff().toBuffer()],
  ['a bomb of pixels', bomb],
  ['a GIF that is too wide', wideGif],
  ['a GIF of too many frames', longGif],
  ['an AVIF that is a film', () => Buffer.from('\0\0\0\x18ftypmp42\0\0\0\0mp42isom', 'latin1')],
]
test.for(refused)('%s is refused', async ([, make]) => {
  const began = performance.now()
  const refusal = await readContent(await make()).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(ProblemError)
  expect(refusal).toMatchObject({ problem: 'file-unreadable' })
  expect(performance.now() - began).toBeLessThan(12_000)
})
