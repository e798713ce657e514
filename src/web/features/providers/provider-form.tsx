import { type ReactNode, type SubmitEvent, useRef } from 'react'
import { fieldErrors } from '../../api/problem-error.ts'
import { Button } from '../../ui/button.tsx'
import { useFocusFirstError } from '../../ui/focus-first-error.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'

interface ProviderFormProps {
  error: Error | null
  busy: boolean
  onSubmit: (form: HTMLFormElement) => void
  onClose: () => void
  children: ReactNode
}

/** The frame of both forms: what went wrong, and the two buttons. */
export function ProviderForm({ error, busy, onSubmit, onClose, children }: ProviderFormProps) {
  const form = useRef<HTMLFormElement>(null)
  useFocusFirstError(form, error)
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    onSubmit(event.currentTarget)
  }
  return (
    <form ref={form} onSubmit={submit} className="flex flex-col gap-4">
      {children}
      {Object.keys(fieldErrors(error)).length === 0 && <ProblemNotice error={error} />}
      <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <Button variant="secondary" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" busy={busy}>
          Save
        </Button>
      </div>
    </form>
  )
}
