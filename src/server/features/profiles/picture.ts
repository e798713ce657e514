import sharp, { type Region } from 'sharp'
import type { Square } from '#contract/profiles.ts'
import { ProblemError } from '#platform/errors.ts'

/** Pixels a side of a stored picture. */
const side = 512

/** As the decoder names them, whatever the request says; AVIF is a kind of HEIF. SVG would be a program to run. */
const accepted = new Set(['jpeg', 'png', 'webp', 'heif'])

/** What files of these kinds have at a place near their beginning. Nothing else reaches a decoder. */
const marks: [at: number, bytes: string][] = [
  [0, '\xFF\xD8\xFF'],
  [0, '\x89PNG\r\n\x1A\n'],
  [8, 'WEBP'],
  [4, 'ftyp'],
]

/**
 * Makes a square WebP out of what a student sent. Only the first picture that the decoder understood is kept, so
 * neither metadata (place, camera) nor anything hidden in the file, nor an animation, survives.
 * @param square of the upright picture; where none is told, the part that draws the eye
 * @throws ProblemError picture-unreadable; invalid-request where the square is not within the picture
 */
export async function squarePicture(sent: Buffer, square?: Square): Promise<Buffer> {
  try {
    const start = sent.toString('latin1', 0, 12)
    if (!marks.some(([at, bytes]) => start.startsWith(bytes, at)))
      throw new TypeError('no known kind of file')
    const picture = sharp(sent, { limitInputPixels: 50_000_000, failOn: 'error' }).timeout({ seconds: 10 })
    const { format, autoOrient } = await picture.metadata()
    if (!accepted.has(format)) throw new TypeError(`${format} is not accepted`)
    picture.autoOrient() // as the camera was held
    if (square) picture.extract(regionOf(square, autoOrient))
    return await picture
      .resize(side, side, { fit: 'cover', position: 'attention' })
      .webp({ quality: 82 })
      .toBuffer()
  } catch (error) {
    if (error instanceof ProblemError) throw error
    throw new ProblemError(
      'picture-unreadable',
      'Choose a JPEG, PNG, WebP or AVIF picture of at most 50 megapixels.',
    )
  }
}

/** The square in pixels; rounded down, so that one that fits in thousandths fits in pixels, too. */
function regionOf({ x, y, size }: Square, picture: { width: number; height: number }): Region {
  const pixels = (thousandths: number) =>
    Math.floor((thousandths * Math.min(picture.width, picture.height)) / 1000)
  const across = Math.max(1, pixels(size))
  const region = { left: pixels(x), top: pixels(y), width: across, height: across }
  const outside = [
    ...(region.left + across > picture.width ? ['querystring.x'] : []),
    ...(region.top + across > picture.height ? ['querystring.y'] : []),
  ]
  if (outside.length > 0)
    throw new ProblemError('invalid-request', 'Choose a square within the upright picture.', {
      errors: outside.map((field) => ({ field, message: 'the square leaves the picture' })),
    })
  return region
}
