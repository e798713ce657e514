import type { SubmitEvent } from 'react'
import { fieldErrors } from '../../../api/problem-error.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { ProblemNotice } from '../../../ui/problem-notice.tsx'
import { TextInput } from '../../../ui/text-input.tsx'
import { useAddPasskey } from './change-factors.ts'

interface AddPasskeyProps {
  onAdded: (recoveryCodes: string[] | null) => void
  onClose: () => void
}

export function AddPasskey({ onAdded, onClose }: AddPasskeyProps) {
  const add = useAddPasskey()
  const errors = fieldErrors(add.error)

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name'))
    add.mutate(name, { onSuccess: ({ recoveryCodes }) => onAdded(recoveryCodes) })
  }

  return (
    <Dialog open title="Add a passkey" onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-soft">
          Your phone, computer or security key signs you in by fingerprint, face or PIN. Other devices are
          signed out.
        </p>
        <Field label="Name" hint="To tell it from others in your list." error={errors.name}>
          <TextInput name="name" required maxLength={100} defaultValue="My passkey" />
        </Field>
        {!errors.name && <ProblemNotice error={add.error} />}
        <Button type="submit" busy={add.isPending}>
          Go on
        </Button>
      </form>
    </Dialog>
  )
}
