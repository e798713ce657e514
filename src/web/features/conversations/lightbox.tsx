import { Dialog as Headless } from '@base-ui/react/dialog'
import { Download, X } from 'lucide-react'
import type { Attachment } from '#contract/attachments.ts'

const control =
  'inline-flex size-11 items-center justify-center rounded-full bg-[#0008] text-[#fff] hover:bg-[#000c]'

/** An image as large as the screen; a click anywhere closes it. */
export function Lightbox({ image, onClose }: { image: Attachment; onClose: () => void }) {
  return (
    <Headless.Root open onOpenChange={(open) => !open && onClose()}>
      <Headless.Portal>
        <Headless.Backdrop className="fixed inset-0 z-40 bg-[#000d] transition-opacity data-starting-style:opacity-0" />
        <Headless.Popup className="fixed inset-0 z-50 flex items-center justify-center p-2 outline-none sm:p-8">
          <Headless.Title className="sr-only">{image.name}</Headless.Title>
          {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: Escape and the button close it, too */}
          <div className="flex size-full items-center justify-center" onClick={onClose}>
            <img
              src={image.url}
              alt={image.name}
              width={image.width ?? undefined}
              height={image.height ?? undefined}
              className="h-auto max-h-full w-auto max-w-full object-contain"
            />
          </div>
          <div className="fixed top-[max(0.75rem,env(safe-area-inset-top))] right-3 flex gap-2">
            <a href={image.url} download={image.name} aria-label="Save the image" className={control}>
              <Download aria-hidden="true" className="size-5" />
            </a>
            <Headless.Close aria-label="Close" className={control}>
              <X aria-hidden="true" className="size-5" />
            </Headless.Close>
          </div>
        </Headless.Popup>
      </Headless.Portal>
    </Headless.Root>
  )
}
