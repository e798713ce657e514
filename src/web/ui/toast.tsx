import { Toast } from '@base-ui/react/toast'
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useCallback } from 'react'

type Tone = 'info' | 'success' | 'error'

interface ToastOptions {
  text: string
  tone?: Tone
  /** One thing to do about it, such as undoing. */
  action?: { label: string; onClick: () => void }
}

const icons = { info: Info, success: CircleCheck, error: CircleAlert }

/** Holds the short messages that come and go at the edge of the screen, and reads them out. */
export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider timeout={6000}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="fixed inset-x-4 bottom-[calc(var(--frame-bottom)+0.75rem)] z-40 mx-auto flex max-w-md flex-col gap-2 lg:right-6 lg:left-auto lg:w-96">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function ToastList() {
  const { toasts } = Toast.useToastManager()
  return toasts.map((toast) => {
    const Icon = icons[(toast.type as Tone | undefined) ?? 'info']
    return (
      <Toast.Root
        key={toast.id}
        toast={toast}
        className="rounded-xl bg-ink text-canvas transition data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0"
      >
        <Toast.Content className="flex items-center gap-2.5 py-1 pr-1 pl-4 text-sm">
          <Icon aria-hidden="true" className="size-4.5 shrink-0" />
          <Toast.Title render={<p />} className="flex-1 py-2.5" />
          <Toast.Action className="min-h-11 rounded-lg px-3 font-semibold underline underline-offset-4 focus-visible:outline-current" />
          <Toast.Close
            aria-label="Close"
            className="inline-flex size-11 items-center justify-center rounded-lg focus-visible:outline-current"
          >
            <X aria-hidden="true" className="size-4.5" />
          </Toast.Close>
        </Toast.Content>
      </Toast.Root>
    )
  })
}

/** `const toast = useToast(); toast({ text: 'Saved', tone: 'success' })` — inside the signed-in frame. */
export function useToast(): (options: ToastOptions) => void {
  const { add, close } = Toast.useToastManager()
  return useCallback(
    ({ text, tone = 'info', action }: ToastOptions) => {
      const act = () => {
        close()
        action?.onClick()
      }
      close() // Only the newest is worth the room on a phone.
      add({
        title: text,
        type: tone,
        priority: tone === 'error' ? 'high' : 'low',
        ...(action && { actionProps: { children: action.label, onClick: act } }),
      })
    },
    [add, close],
  )
}
