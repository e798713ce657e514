import type { Attachment } from '#contract/attachments.ts'
import { thumbnailSide } from '#contract/attachments.ts'
import { ProblemError } from '#platform/errors.ts'
import { looksLikeImage, openImage } from '#platform/image.ts'

/** Longest side of a stored image, in pixels: sharp on every screen. */
const side = 2560

/** What is kept of a file that a student sent. */
export interface AttachmentContent extends Pick<Attachment, 'kind' | 'mediaType' | 'width' | 'height'> {
  content: Buffer
  /** Of images. */
  thumbnail: Buffer | null
}

/**
 * Finds out by its content what a file is. Images are made anew, an animation with all its frames, so that neither
 * metadata (place, camera) nor anything hidden in the file survives; PDF and text are kept as they are.
 * @throws ProblemError file-unreadable
 */
export async function readContent(sent: Buffer): Promise<AttachmentContent> {
  if (looksLikeImage(sent)) return readImage(sent)
  const mediaType = isPdf(sent) ? 'application/pdf' : isText(sent) ? 'text/plain' : null
  if (!mediaType) throw unreadable()
  return { kind: 'file', mediaType, content: sent, thumbnail: null, width: null, height: null }
}

async function readImage(sent: Buffer): Promise<AttachmentContent> {
  try {
    const { image } = await openImage(sent, ['jpeg', 'png', 'webp', 'heif', 'gif'], true)
    const { data: content, info } = await image
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 82 })
      .toBuffer({ resolveWithObject: true })
    const still = await openImage(content, ['webp'])
    const thumbnail = await still.image
      .resize(thumbnailSide, thumbnailSide, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 78 })
      .toBuffer()
    const { width, pageHeight: height = info.height } = info
    return { kind: 'image', mediaType: 'image/webp', content, thumbnail, width, height }
  } catch {
    throw unreadable()
  }
}

function isPdf(sent: Buffer): boolean {
  return (
    sent.toString('latin1', 0, 5) === '%PDF-' && sent.toString('latin1', sent.length - 1024).includes('%%EOF')
  )
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: by these a file is not text
const controls = /[\u0000-\u0008\u000B\u000E-\u001F\u007F-\u009F]/

function isText(sent: Buffer): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(sent)
    return text.trim() !== '' && !controls.test(text)
  } catch {
    return false
  }
}

function unreadable(): ProblemError {
  return new ProblemError(
    'file-unreadable',
    'Choose a JPEG, PNG, WebP, AVIF or GIF image of at most 50 megapixels, a PDF, or text in UTF-8.',
  )
}
