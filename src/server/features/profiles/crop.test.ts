import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { smallestSquare } from '#contract/profiles.ts'
import { ProblemError } from '#platform/errors.ts'
import { squarePicture } from './picture.ts'

/** One colour for each quarter of a picture as it should be seen: above left, above right, below left, below right. */
const quarters = [
  [220, 30, 30],
  [30, 200, 30],
  [30, 30, 220],
  [230, 220, 30],
] as const

/** EXIF orientations, each as where a point of the file, from 0 to 1 both ways, is seen. */
const seenAt: ((u: number, v: number) => [number, number])[] = [
  (u, v) => [u, v],
  (u, v) => [1 - u, v],
  (u, v) => [1 - u, 1 - v],
  (u, v) => [u, 1 - v],
  (u, v) => [v, u],
  (u, v) => [1 - v, u],
  (u, v) => [1 - v, 1 - u],
  (u, v) => [v, 1 - u],
]

const quarterAt = (u: number, v: number) => (v < 0.5 ? 0 : 2) + (u < 0.5 ? 0 : 1)

/** A file of this size which, once turned as its orientation says, shows the four quarters. */
function photograph(width: number, height: number, orientation: number, format: 'jpeg' | 'png' | 'webp') {
  const pixels = Buffer.alloc(width * height * 3)
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const seen = seenAt[orientation - 1]?.((column + 0.5) / width, (row + 0.5) / height) ?? [0, 0]
      pixels.set(quarters[quarterAt(...seen)] ?? [], (row * width + column) * 3)
    }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .withMetadata({ orientation })
    .toFormat(format)
    .toBuffer()
}

const photographs = fc.record({
  width: fc.integer({ min: 40, max: 300 }),
  height: fc.integer({ min: 40, max: 300 }),
  orientation: fc.integer({ min: 1, max: 8 }),
  format: fc.constantFrom('jpeg', 'png', 'webp'),
})

/** Width and height as they are seen. */
const upright = ({ width, height, orientation }: { width: number; height: number; orientation: number }) =>
  orientation > 4 ? { width: height, height: width } : { width, height }

test('the stored picture is square and shows exactly the part chosen, however the camera was held', async () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const sizes = fc.integer({ min: smallestSquare, max: 1000 })
  await fc.assert(
    fc.asyncProperty(photographs, sizes, share, share, async (photo, size, across, down) => {
      const { width, height } = upright(photo)
      const shorter = Math.min(width, height)
      const square = {
        x: Math.floor(across * ((1000 * width) / shorter - size)),
        y: Math.floor(down * ((1000 * height) / shorter - size)),
        size,
      }
      const sent = await photograph(photo.width, photo.height, photo.orientation, photo.format)
      const stored = await sharp(await squarePicture(sent, square))
        .raw()
        .toBuffer({ resolveWithObject: true })
      expect(stored.info).toMatchObject({ width: 512, height: 512 })
      for (const u of [0.03, 0.28, 0.5, 0.72, 0.97])
        for (const v of [0.03, 0.28, 0.5, 0.72, 0.97]) {
          // Where that point is in the whole picture; too near to a seam, colours run into each other.
          const from = [square.x + u * size, square.y + v * size].map((part) => (part * shorter) / 1000)
          const [x = 0, y = 0] = from
          const blur = 10
          if (Math.min(Math.abs(x - width / 2), Math.abs(y - height / 2)) < blur) continue
          const at = (Math.floor(v * 512) * 512 + Math.floor(u * 512)) * stored.info.channels
          const colour = [...stored.data.subarray(at, at + 3)]
          const expected = quarters[quarterAt(x / width, y / height)] ?? []
          const difference = Math.max(
            ...colour.map((value, index) => Math.abs(value - (expected[index] ?? 0))),
          )
          expect(difference, `${colour} at ${u}, ${v}`).toBeLessThan(60)
        }
    }),
    { numRuns: 60 },
  )
})

test('a square that leaves the upright picture is refused by the name of the edge', async () => {
  const lying = await photograph(200, 100, 6, 'jpeg')
  const errorsOf = async (x: number, y: number, size: number) => {
    const refusal = await squarePicture(lying, { x, y, size }).catch((error: unknown) => error)
    if (!(refusal instanceof ProblemError)) return []
    expect(refusal.problem).toBe('invalid-request')
    return refusal.extras.errors?.map(({ field }) => field)
  }
  expect(await errorsOf(0, 1000, 1000)).toEqual([])
  expect(await errorsOf(20, 0, 1000)).toEqual(['querystring.x'])
  expect(await errorsOf(0, 1520, 500)).toEqual(['querystring.y'])
  expect(await errorsOf(1_000_000, 1_000_000, 100)).toEqual(['querystring.x', 'querystring.y'])
})
