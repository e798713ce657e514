import { Dialog as Headless } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'

interface DialogProps {
  open: boolean
  title: string
  onClose: () => void
  /** Takes the focus when it opens; default: the first control. */
  initialFocus?: RefObject<HTMLElement | null>
  /** Takes the focus when it closes; default: what had it before. */
  finalFocus?: RefObject<HTMLElement | null>
  children: ReactNode
}

/** A small task over the page: from the bottom of a phone, in the middle of a desk. */
export function Dialog({ open, title, onClose, initialFocus, finalFocus, children }: DialogProps) {
  return (
    <Headless.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Headless.Portal>
        <Headless.Backdrop className="fixed inset-0 z-40 bg-[#0008] transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Headless.Popup
          {...(initialFocus && { initialFocus })}
          {...(finalFocus && { finalFocus })}
          className="fixed inset-x-0 bottom-0 z-50 mx-auto max-h-[85dvh] max-w-md overflow-y-auto overscroll-contain rounded-t-2xl border bg-surface p-5 pb-[max(1.25rem,env(safe-area-inset-bottom))] transition data-ending-style:translate-y-4 data-ending-style:opacity-0 data-starting-style:translate-y-4 data-starting-style:opacity-0 sm:top-1/2 sm:bottom-auto sm:-translate-y-1/2 sm:rounded-2xl sm:p-6 sm:data-ending-style:-translate-y-[48%] sm:data-starting-style:-translate-y-[48%]"
        >
          <div className="mb-4 flex items-start gap-3">
            <Headless.Title className="flex-1 text-lg font-semibold">{title}</Headless.Title>
            <Headless.Close
              aria-label="Close"
              className="-mt-2 -mr-2 inline-flex size-11 items-center justify-center rounded-full text-soft hover:bg-sunken hover:text-ink"
            >
              <X aria-hidden="true" className="size-5" />
            </Headless.Close>
          </div>
          {children}
        </Headless.Popup>
      </Headless.Portal>
    </Headless.Root>
  )
}
