import type { Region } from 'sharp'
import type { Square } from '#contract/profiles.ts'
import { ProblemError } from '#platform/errors.ts'
import { openImage } from '#platform/image.ts'

/** Pixels a side of a stored picture. */
const side = 512

/**
 * Makes a square WebP out of what a student sent. Only the first picture that the decoder understood is kept, so
 * neither metadata (place, camera) nor anything hidden in the file, nor an animation, survives.
 * @param square of the upright picture; where none is told, the part that draws the eye
 * @throws ProblemError picture-unreadable; invalid-request where the square is not within the picture
 */
export async function squarePicture(sent: Buffer, square?: Square): Promise<Buffer> {
  try {
    const { image, metadata } = await openImage(sent, ['jpeg', 'png', 'webp', 'heif'])
    if (square) image.extract(regionOf(square, metadata.autoOrient))
    return await image
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
