import { FileText } from 'lucide-react'
import { useState } from 'react'
import type { Attachment } from '#contract/attachments.ts'
import { bytesText } from './bytes-text.ts'
import { Lightbox } from './lightbox.tsx'

/** Largest box of an image in the conversation, in pixels. */
const box = { width: 260, height: 300 }

/** What a message carries: an image that opens large, or a file to save. */
export function AttachmentView({ attachment }: { attachment: Attachment }) {
  return attachment.kind === 'image' ? <Image image={attachment} /> : <File file={attachment} />
}

function Image({ image }: { image: Attachment }) {
  const [isLarge, setIsLarge] = useState(false)
  const width = image.width ?? box.width
  const height = image.height ?? box.height
  const scale = Math.min(1, box.width / width, box.height / height)
  return (
    <>
      <button
        type="button"
        aria-label={`Open ${image.name}`}
        onClick={() => setIsLarge(true)}
        className="flex w-full justify-center overflow-hidden rounded-xl bg-sunken"
      >
        <img
          src={image.thumbnailUrl ?? image.url}
          alt=""
          width={Math.round(width * scale)}
          height={Math.round(height * scale)}
          loading="lazy"
          className="h-auto max-w-full"
        />
      </button>
      {isLarge && <Lightbox image={image} onClose={() => setIsLarge(false)} />}
    </>
  )
}

function File({ file }: { file: Attachment }) {
  return (
    <a
      href={file.url}
      download={file.name}
      className="flex min-h-11 items-center gap-3 focus-visible:outline-current"
    >
      <FileText aria-hidden="true" className="size-8 shrink-0 opacity-80" />
      <span className="min-w-0">
        <span className="block font-medium break-words underline underline-offset-2">{file.name}</span>
        <span className="block text-xs opacity-80">
          {file.mediaType === 'application/pdf' ? 'PDF' : 'Text'} · {bytesText(file.bytes)}
        </span>
      </span>
    </a>
  )
}
