import { type SubmitEvent, useRef } from 'react'
import { fieldErrors, ProblemError } from '../../api/problem-error.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { useFocusFirstError } from '../../ui/focus-first-error.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { useRequestAddress } from './change-address.ts'
import { useMe } from './get-me.ts'
import { OwnPassword, passwordIn } from './own-password.tsx'

export function ChangeAddressForm() {
  const me = useMe()
  const request = useRequestAddress()
  const form = useRef<HTMLFormElement>(null)
  const errors = errorsOf(request.error)
  useFocusFirstError(form, request.error)
  if (request.isSuccess)
    return (
      <p role="status">
        A link is on its way to <b className="font-semibold wrap-anywhere">{request.variables.email}</b>, if
        it has no account yet. Until you use it, your address stays {me.email}.
      </p>
    )

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const email = String(new FormData(event.currentTarget).get('email'))
    request.mutate({ email: email.trim(), password: passwordIn(event.currentTarget) })
  }

  return (
    <form ref={form} onSubmit={submit} className="flex flex-col gap-4">
      <Field label="New address" hint={`Of ${me.university.name}, like ${me.email}.`} error={errors.email}>
        <TextInput type="email" name="email" required maxLength={255} autoComplete="email" />
      </Field>
      <OwnPassword error={errors.password} />
      {Object.keys(errors).length === 0 && <ProblemNotice error={request.error} />}
      <Button type="submit" variant="secondary" busy={request.isPending}>
        Mail a link there
      </Button>
    </form>
  )
}

/** Each error beside its field, also where the problem itself is about one. */
function errorsOf(error: Error | null): Record<string, string | undefined> {
  if (error instanceof ProblemError && error.name === 'wrong-credentials')
    return { password: error.problem.detail }
  if (error instanceof ProblemError && error.name === 'university-unknown')
    return { email: error.problem.detail }
  return fieldErrors(error)
}
