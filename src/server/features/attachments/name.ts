import type { Attachment } from '#contract/attachments.ts'

const endings: Record<Attachment['mediaType'], readonly string[]> = {
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
  // Nothing that opening it would run.
  'text/plain': ['txt', 'md', 'csv', 'tex', 'bib'],
}

/** Of images, which are stored as another kind than they were sent. */
const replaced = /\.(jpe?g|png|webp|avif|gif|heic|heif)$/i

/** What turns the direction of writing, or is not seen, so that a name reads as another. */
const misleading = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}]/gu

/**
 * A name for a file that a student sent: the last part of theirs, without what file systems and eyes stumble over, and
 * with an ending of the kind that it is.
 */
export function nameFor(sent: string, mediaType: Attachment['mediaType']): string {
  const [ending = '', ...others] = endings[mediaType]
  const clean = (sent.split(/[/\\]/).at(-1) ?? '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(misleading, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replace(/^[. ]+/, '')
    .replace(/[. ]+$/, '')
  const own = [ending, ...others].find((one) => clean.toLowerCase().endsWith(`.${one}`))
  const base = own
    ? clean.slice(0, -own.length - 1)
    : mediaType === 'image/webp'
      ? clean.replace(replaced, '')
      : clean
  return `${[...base].slice(0, 100).join('').trim() || 'file'}.${own ?? ending}`
}

/** Content-Disposition with a name in any script (RFC 6266). */
export function disposition(how: 'inline' | 'attachment', name: string): string {
  const plain = name.replaceAll(/[^\w .-]/g, '_')
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16)}`,
  )
  return `${how}; filename="${plain}"; filename*=UTF-8''${encoded}`
}
