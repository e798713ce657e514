import { Link, useRouter, useSearch } from '@tanstack/react-router'
import { type SubmitEvent, useRef } from 'react'
import { fieldErrors } from '../../api/problem-error.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { useFocusFirstError } from '../../ui/focus-first-error.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { nextPath } from './next-path.ts'
import { PasswordField } from './password-field.tsx'
import { useSignIn } from './sign-in.ts'

export function SignInPage() {
  const router = useRouter()
  const { next } = useSearch({ from: '/public/sign-in' })
  const signIn = useSignIn()
  const form = useRef<HTMLFormElement>(null)
  const errors = fieldErrors(signIn.error)
  useFocusFirstError(form, signIn.error)

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const { email, password } = Object.fromEntries(new FormData(event.currentTarget)) as Record<
      'email' | 'password',
      string
    >
    signIn.mutate(
      { email: email.trim(), password },
      { onSuccess: () => router.navigate({ href: nextPath(next, window.location.origin), replace: true }) },
    )
  }

  return (
    <>
      <PageHeader title="Sign in" text={next && 'Then you get to the page that you asked for.'} />
      <form ref={form} onSubmit={submit} className="flex flex-col gap-5">
        <Field label="E-mail address" error={errors.email}>
          <TextInput type="email" name="email" required maxLength={255} autoComplete="username" />
        </Field>
        <PasswordField error={errors.password} autoComplete="current-password" />
        <Link
          to="/forgot-password"
          className="-my-2 self-start py-2 text-sm font-medium text-accent-text underline underline-offset-4"
        >
          Forgotten your password?
        </Link>
        {Object.keys(errors).length === 0 && <ProblemNotice error={signIn.error} />}
        <Button type="submit" size="lg" busy={signIn.isPending}>
          Sign in
        </Button>
      </form>
      <p className="mt-6 text-center text-soft">
        New here?{' '}
        <Link to="/sign-up" className="font-medium text-accent-text underline underline-offset-4">
          Sign up
        </Link>
      </p>
    </>
  )
}
