import type { SubmitEvent } from 'react'
import { fieldErrors, ProblemError } from '../../../api/problem-error.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { ProblemNotice } from '../../../ui/problem-notice.tsx'
import { PasswordField } from '../password-field.tsx'
import { useLeaveToLink } from './leave.ts'

interface LinkDialogProps {
  provider: { slug: string; name: string }
  hasPassword: boolean
  onClose: () => void
}

export function LinkDialog({ provider: { slug, name }, hasPassword, onClose }: LinkDialogProps) {
  const leave = useLeaveToLink()
  const error = passwordError(leave.error)

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const password = new FormData(event.currentTarget).get('password')
    leave.mutate({ slug, ...(password && { password: String(password) }) })
  }

  return (
    <Dialog open title={`Link ${name}`} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-soft">
          You sign in there once; from then on that gets you into this account, too. We tell you by mail.
        </p>
        {hasPassword && <PasswordField error={error} autoComplete="current-password" />}
        {!error && <ProblemNotice error={leave.error} />}
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button variant="secondary" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" busy={leave.isPending}>
            Go to {name}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** A wrong password is told beside its field. */
function passwordError(error: Error | null): string | undefined {
  if (error instanceof ProblemError && error.name === 'wrong-credentials') return error.problem.detail
  return fieldErrors(error).password
}
