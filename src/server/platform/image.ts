import sharp, { type Metadata, type Sharp } from 'sharp'

/** Pixels of an image that is worked on, over all frames of an animation. */
const mostPixels = 50_000_000

/** What files of these kinds have at a place near their beginning. Nothing else reaches a decoder. */
const marks: [at: number, bytes: string][] = [
  [0, '\xFF\xD8\xFF'],
  [0, '\x89PNG\r\n\x1A\n'],
  [0, 'GIF8'],
  [8, 'WEBP'],
  [4, 'ftyp'],
]

/** As the decoder names them; AVIF is a kind of HEIF. SVG would be a program to run. */
export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'heif' | 'gif'

/** Whether a file begins as an image does, whatever it is called. */
export function looksLikeImage(sent: Buffer): boolean {
  const start = sent.toString('latin1', 0, 20)
  return marks.some(([at, bytes]) => start.startsWith(bytes, at))
}

/**
 * Opens an image that somebody sent, bounded in pixels and time.
 * @throws where it is none of these formats, or too large; working with it throws where it is broken
 */
export async function openImage(
  sent: Buffer,
  formats: readonly ImageFormat[],
  animated = false,
): Promise<{ image: Sharp; metadata: Metadata }> {
  if (!looksLikeImage(sent)) throw new TypeError('no known kind of image')
  const open = (options: { animated?: boolean } = {}) =>
    sharp(sent, { limitInputPixels: mostPixels, failOn: 'error', ...options }).timeout({ seconds: 10 })
  const image = open()
  const metadata = await image.metadata()
  if (!formats.some((format) => format === metadata.format))
    throw new TypeError(`${metadata.format} is not accepted`)
  // Of HEIF every picture in the file would count as a frame.
  const moves = animated && metadata.format !== 'heif' && (metadata.pages ?? 1) > 1
  return { image: moves ? open({ animated }) : image.autoOrient(), metadata } // upright, as the camera was held
}
