import { FileText, X } from 'lucide-react'
import { useObjectUrl } from '../../ui/use-object-url.ts'
import { bytesText } from './bytes-text.ts'
import type { Upload } from './upload-attachment.ts'

interface UploadCardProps {
  upload: Upload
  onRetry: () => void
  onClear: () => void
}

/** The image or file that goes with the next message: how far it is, or why it could not be sent. */
export function UploadCard({ upload, onRetry, onClear }: UploadCardProps) {
  const { file, progress, attachment, problem } = upload
  const url = useObjectUrl(file)
  return (
    <div className="mb-2 flex items-center gap-3 rounded-xl border bg-surface py-1 pr-1 pl-2">
      {attachment?.kind === 'image' && url ? (
        <img src={url} alt="" className="size-11 rounded-lg object-cover" />
      ) : (
        <FileText aria-hidden="true" className="size-6 shrink-0 text-soft" />
      )}
      <div className="min-w-0 flex-1 text-sm">
        <p className="truncate font-medium">{attachment?.name ?? file.name}</p>
        {problem ? (
          <p role="alert" className="text-danger-text">
            {problem.text}{' '}
            {problem.mayPass && (
              <button
                type="button"
                onClick={onRetry}
                className="min-h-8 font-semibold underline underline-offset-2"
              >
                Try again
              </button>
            )}
          </p>
        ) : attachment ? (
          <p className="text-soft">{bytesText(attachment.bytes)}</p>
        ) : (
          <progress
            aria-label={`Sending ${file.name}`}
            value={progress}
            className="my-1.5 block h-1.5 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent"
          />
        )}
      </div>
      <button
        type="button"
        aria-label={attachment || problem ? 'Remove the file' : 'Cancel sending the file'}
        onClick={onClear}
        className="inline-flex size-11 shrink-0 items-center justify-center rounded-full text-soft hover:bg-sunken hover:text-ink"
      >
        <X aria-hidden="true" className="size-5" />
      </button>
    </div>
  )
}
