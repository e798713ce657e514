import { Link, useNavigate } from '@tanstack/react-router'
import { type SubmitEvent, useRef } from 'react'
import { fieldErrors, ProblemError } from '../../api/problem-error.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { useFocusFirstError } from '../../ui/focus-first-error.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useMailedToken } from './mailed-token.ts'
import { PasswordField } from './password-field.tsx'
import { useVerifyEmail } from './verify-email.ts'

/**
 * Only the button confirms: mail scanners open links, they do not press buttons. With the password: whoever did not sign
 * up does not confirm what somebody else began with their address.
 */
export function VerifyPage() {
  const token = useMailedToken()
  const navigate = useNavigate()
  const verify = useVerifyEmail()
  const form = useRef<HTMLFormElement>(null)
  const error = errorOf(verify.error)
  useFocusFirstError(form, verify.error)

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const password = String(new FormData(event.currentTarget).get('password'))
    verify.mutate({ token, password }, { onSuccess: () => void navigate({ to: '/', replace: true }) })
  }

  return (
    <>
      <PageHeader
        title="Confirm your address"
        text="With the password that you chose; then classmates can find you."
      />
      <form ref={form} onSubmit={submit} className="flex flex-col gap-5">
        {!error && <ProblemNotice error={verify.error} />}
        {verify.error && !error ? (
          <LinkButton to="/check-mail" variant="secondary" size="lg">
            Get a new link
          </LinkButton>
        ) : (
          <>
            <PasswordField error={error} autoComplete="current-password" />
            <Button type="submit" size="lg" busy={verify.isPending}>
              Confirm and sign in
            </Button>
          </>
        )}
      </form>
      <p className="mt-6 text-soft">
        Forgotten it already?{' '}
        <Link to="/forgot-password" className="font-medium text-accent-text underline underline-offset-4">
          Choose a new one
        </Link>
        , that confirms your address, too. If you did not sign up, close this page: nothing happens.
      </p>
    </>
  )
}

/** A wrong password is told beside its field, and may be tried again. */
function errorOf(error: Error | null): string | undefined {
  if (error instanceof ProblemError && error.name === 'wrong-credentials') return error.problem.detail
  return fieldErrors(error).password
}
