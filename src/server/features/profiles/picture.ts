import sharp from 'sharp'
import { ProblemError } from '#platform/errors.ts'

/** Pixels a side of a stored picture. */
const side = 512

/**
 * Makes a square WebP out of what a student sent. Only what the decoder understood is kept, so neither
 * metadata (place, camera) nor anything hidden in the file survives.
 * @throws ProblemError picture-unreadable
 */
export async function squarePicture(sent: Buffer): Promise<Buffer> {
  try {
    return await sharp(sent, { limitInputPixels: 50_000_000, failOn: 'error' })
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
