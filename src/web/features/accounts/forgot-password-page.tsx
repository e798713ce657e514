import { Link } from '@tanstack/react-router'
import { type SubmitEvent, useRef, useState } from 'react'
import { fieldErrors } from '../../api/problem-error.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { useFocusFirstError } from '../../ui/focus-first-error.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { OutboxLink } from './outbox-link.tsx'
import { useRequestPasswordReset } from './request-password-reset.ts'

export function ForgotPasswordPage() {
  const [email, setEmail] = useState('')
  const request = useRequestPasswordReset()
  const form = useRef<HTMLFormElement>(null)
  const errors = fieldErrors(request.error)
  useFocusFirstError(form, request.error)
  if (request.isSuccess) return <Sent email={request.variables} onAgain={request.reset} />

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    request.mutate(email.trim())
  }

  return (
    <>
      <PageHeader title="Get a new password" text="We mail you a link to choose one." />
      <form ref={form} onSubmit={submit} className="flex flex-col gap-5">
        <Field label="E-mail address" error={errors.email}>
          <TextInput
            type="email"
            name="email"
            required
            maxLength={255}
            autoComplete="username"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </Field>
        {!errors.email && <ProblemNotice error={request.error} />}
        <Button type="submit" size="lg" busy={request.isPending}>
          Mail me a link
        </Button>
      </form>
      <p className="mt-6 text-center text-soft">
        Remembered it?{' '}
        <Link to="/sign-in" className="font-medium text-accent-text underline underline-offset-4">
          Sign in
        </Link>
      </p>
    </>
  )
}

function Sent({ email, onAgain }: { email: string; onAgain: () => void }) {
  return (
    <>
      <PageHeader
        title="Look into your mail"
        text="If the address has an account, a link is on its way. It works once, within an hour."
      />
      <div className="flex flex-col gap-5">
        <p>
          <span className="text-soft">Address </span>
          <b className="font-semibold wrap-anywhere">{email}</b>
        </p>
        <OutboxLink />
        <Button variant="secondary" onClick={onAgain}>
          Try another address
        </Button>
      </div>
    </>
  )
}
