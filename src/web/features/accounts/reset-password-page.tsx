import { type SubmitEvent, useRef } from 'react'
import { fieldErrors, ProblemError } from '../../api/problem-error.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { useFocusFirstError } from '../../ui/focus-first-error.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useMailedToken } from './mailed-token.ts'
import { PasswordField } from './password-field.tsx'
import { useResetPassword } from './reset-password.ts'

export function ResetPasswordPage() {
  const token = useMailedToken()
  return <ResetPassword key={token} token={token} />
}

function ResetPassword({ token }: { token: string }) {
  const reset = useResetPassword()
  const form = useRef<HTMLFormElement>(null)
  const errors = fieldErrors(reset.error)
  useFocusFirstError(form, reset.error)
  if (reset.isSuccess) return <Done email={reset.data.email} />
  const isUsedUp =
    (reset.error instanceof ProblemError && reset.error.name === 'token-invalid') || Boolean(errors.token)

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const password = String(new FormData(event.currentTarget).get('password'))
    reset.mutate({ token, password })
  }

  return (
    <>
      <PageHeader title="Choose a new password" text="You are then signed out everywhere." />
      <form ref={form} onSubmit={submit} className="flex flex-col gap-5">
        {!isUsedUp && (
          <PasswordField
            label="New password"
            hint="At least 8 characters, and not one that everybody uses."
            error={errors.password}
            minLength={8}
            autoComplete="new-password"
          />
        )}
        {!errors.password && <ProblemNotice error={reset.error} />}
        {isUsedUp ? (
          <LinkButton to="/forgot-password" variant="secondary" size="lg">
            Get a new link
          </LinkButton>
        ) : (
          <Button type="submit" size="lg" busy={reset.isPending}>
            Set the password
          </Button>
        )}
      </form>
    </>
  )
}

function Done({ email }: { email: string }) {
  return (
    <>
      <PageHeader title="Your password is set" text={`Sign in as ${email} with the new one.`} />
      <div className="flex flex-col">
        <LinkButton to="/sign-in" size="lg">
          Sign in
        </LinkButton>
      </div>
    </>
  )
}
