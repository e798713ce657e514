import sharp from 'sharp'
import { ProblemError } from '#platform/errors.ts'

/** Pixels a side of a stored picture. */
const side = 512

/** As the decoder names them, whatever the request says; AVIF is a kind of HEIF. SVG would be a program to run. */
const accepted = new Set(['jpeg', 'png', 'webp', 'heif'])

/**
 * Makes a square WebP out of what a student sent. Only what the decoder understood is kept, so neither
 * metadata (place, camera) nor anything hidden in the file survives.
 * @throws ProblemError picture-unreadable
 */
export async function squarePicture(sent: Buffer): Promise<Buffer> {
  try {
    const picture = sharp(sent, { limitInputPixels: 50_000_000, failOn: 'error' })
    const { format } = await picture.metadata()
    if (!accepted.has(format)) throw new TypeError(`${format} is not accepted`)
    return await picture
      .rotate() // as the camera was held
      .resize(side, side, { fit: 'cover', position: 'attention' })
      .webp({ quality: 82 })
      .toBuffer()
  } catch {
    throw new ProblemError(
      'picture-unreadable',
      'Choose a JPEG, PNG, WebP or AVIF picture of at most 50 megapixels.',
    )
  }
}
