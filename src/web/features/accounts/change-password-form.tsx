import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type SubmitEvent, useRef } from 'react'
import { fieldErrors, ProblemError } from '../../api/problem-error.ts'
import { Button } from '../../ui/button.tsx'
import { useFocusFirstError } from '../../ui/focus-first-error.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useChangePassword } from './change-password.ts'
import { factorsQuery } from './factors/get-factors.ts'
import { useMe } from './get-me.ts'
import { PasswordField } from './password-field.tsx'

export function ChangePasswordForm() {
  const me = useMe()
  const change = useChangePassword()
  const toast = useToast()
  const { data: factors } = useQuery(factorsQuery)
  const form = useRef<HTMLFormElement>(null)
  const errors = errorsOf(change.error)
  useFocusFirstError(form, change.error)

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const { current, password } = Object.fromEntries(new FormData(event.currentTarget)) as Record<
      'current' | 'password',
      string
    >
    change.mutate(
      { current, password },
      {
        onSuccess: () => {
          form.current?.reset()
          toast({ text: 'Password changed; other devices are signed out', tone: 'success' })
        },
      },
    )
  }

  if (factors && !factors.hasPassword)
    return (
      <p className="text-soft">
        You have none, since you sign in elsewhere.{' '}
        <Link to="/forgot-password" className="font-medium text-accent-text underline underline-offset-4">
          Get one by mail
        </Link>
      </p>
    )

  return (
    <form ref={form} onSubmit={submit} className="flex flex-col gap-4">
      {/* For password managers, which file a password under a name. */}
      <input type="email" name="username" autoComplete="username" value={me.email} readOnly hidden />
      <PasswordField
        label="Old password"
        name="current"
        error={errors.current}
        autoComplete="current-password"
      />
      <PasswordField
        label="New password"
        hint="At least 8 characters, and not one that everybody uses."
        error={errors.password}
        minLength={8}
        autoComplete="new-password"
      />
      {Object.keys(errors).length === 0 && <ProblemNotice error={change.error} />}
      <Button type="submit" busy={change.isPending}>
        Change password
      </Button>
      <p className="text-sm text-soft">
        Forgotten the old one?{' '}
        <Link to="/forgot-password" className="font-medium text-accent-text underline underline-offset-4">
          Get a new one by mail
        </Link>
      </p>
    </form>
  )
}

/** A wrong old password is told beside its field. */
function errorsOf(error: Error | null): Record<string, string | undefined> {
  if (error instanceof ProblemError && error.name === 'wrong-credentials')
    return { current: error.problem.detail }
  return fieldErrors(error)
}
