import { CircleAlert } from 'lucide-react'
import { createContext, type ReactNode, useContext, useId } from 'react'

const Control = createContext<{ id: string; describedBy: string | undefined; invalid: boolean } | null>(null)

interface FieldProps {
  label: ReactNode
  hint?: ReactNode
  error?: string | undefined
  /** One TextInput, TextArea or Select; it takes label, hint and error from here. */
  children: ReactNode
}

/** A labelled control with its hint and its error. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId()
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <Control value={{ id, describedBy, invalid: Boolean(error) }}>{children}</Control>
      {hint && (
        <div id={`${id}-hint`} className="text-sm text-soft">
          {hint}
        </div>
      )}
      {error && (
        <p id={`${id}-error`} className="flex items-start gap-1.5 text-sm text-danger-text">
          <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
          <span className="inline-block first-letter:uppercase">{error}</span>
        </p>
      )}
    </div>
  )
}

/** The attributes that tie a control to the Field around it; none outside a Field. */
export function useControl() {
  const control = useContext(Control)
  if (!control) return {}
  return {
    id: control.id,
    'aria-describedby': control.describedBy,
    'aria-invalid': control.invalid || undefined,
  }
}

/** How every text control looks. 16 px, so that phones do not zoom in. */
export const controlLook =
  'w-full min-h-11 rounded-xl border border-edge bg-surface px-3.5 py-2 text-base text-ink placeholder:text-soft ' +
  'focus-visible:border-accent focus-visible:outline-offset-0 aria-invalid:border-danger disabled:opacity-60'
