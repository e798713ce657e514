import { type RefObject, useRef, useState } from 'react'
import type { Square } from '#contract/profiles.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { useObjectUrl } from '../../ui/use-object-url.ts'
import { type Crop, centred, type Extent, follow, squareOf } from './crop.ts'
import { CropFrame } from './crop-frame.tsx'

interface CropDialogProps {
  file: File
  /** The share that has left, from 0 to 1; null before it is sent. */
  progress: number | null
  /** Why it could not be saved. */
  problem: string | null
  finalFocus: RefObject<HTMLElement | null>
  onSave: (square: Square) => void
  onUnreadable: () => void
  onClose: () => void
}

/** Asks which part of a chosen file is to be the picture, and stays until it is sent. */
export function CropDialog({
  file,
  progress,
  problem,
  finalFocus,
  onSave,
  onUnreadable,
  onClose,
}: CropDialogProps) {
  const url = useObjectUrl(file)
  const frame = useRef<HTMLDivElement>(null)
  const [shown, setShown] = useState<{ crop: Crop; extent: Extent } | null>(null)
  const isSending = progress !== null

  return (
    <Dialog
      open
      title="Choose the part to show"
      onClose={onClose}
      initialFocus={frame}
      finalFocus={finalFocus}
    >
      <div className="flex flex-col gap-3">
        {url && (
          <CropFrame
            frame={frame}
            url={url}
            shown={shown}
            onLoad={(extent) => setShown({ crop: centred(extent), extent })}
            onUnreadable={onUnreadable}
            onGesture={(gesture) => {
              if (!isSending)
                setShown((now) => now && { ...now, crop: follow(now.crop, now.extent, gesture) })
            }}
          />
        )}
        {/* Hidden it keeps its place, so that nothing jumps. */}
        <progress
          aria-label="Sending the picture"
          value={progress ?? 0}
          className={`h-1.5 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-accent ${isSending ? '' : 'invisible'}`}
        />
        <p role="alert" className="text-sm text-danger-text empty:hidden">
          {problem}
        </p>
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button variant="secondary" onClick={onClose}>
            Cancel
          </Button>
          <Button busy={isSending} disabled={!shown} onClick={() => shown && onSave(squareOf(shown.crop))}>
            Save
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
