import { type SubmitEvent, useState } from 'react'
import { fieldErrors, ProblemError } from '../../api/problem-error.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { OwnPassword, passwordIn } from './own-password.tsx'
import { useRequestDeletion } from './request-deletion.ts'

export function DeleteAccount() {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <p className="mb-4 text-sm text-soft">
        From then on nobody finds you. For seven days signing in brings everything back; then you are deleted
        with what is yours. Who wrote to you keeps their own messages.
      </p>
      <Button variant="secondary" onClick={() => setIsOpen(true)}>
        Delete my account
      </Button>
      {isOpen && <DeleteDialog onClose={() => setIsOpen(false)} />}
    </>
  )
}

function DeleteDialog({ onClose }: { onClose: () => void }) {
  const request = useRequestDeletion()
  const isWrong = request.error instanceof ProblemError && request.error.name === 'wrong-credentials'
  const error = isWrong ? 'is not right' : fieldErrors(request.error).password

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    request.mutate(passwordIn(event.currentTarget))
  }

  return (
    <Dialog open title="Delete your account?" onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-soft">
          You are signed out everywhere. To change your mind, sign in within seven days.
        </p>
        <OwnPassword error={error} />
        {!error && <ProblemNotice error={request.error} />}
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button variant="secondary" onClick={onClose}>
            Keep it
          </Button>
          <Button type="submit" variant="danger" busy={request.isPending || request.isSuccess}>
            Delete my account
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
