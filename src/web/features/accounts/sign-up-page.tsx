import { Link, useNavigate } from '@tanstack/react-router'
import { type SubmitEvent, useRef, useState } from 'react'
import { fieldErrors, ProblemError } from '../../api/problem-error.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { useFocusFirstError } from '../../ui/focus-first-error.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { UniversityHint } from '../universities/university-hint.tsx'
import { ProviderButtons } from './elsewhere/provider-buttons.tsx'
import { PasswordField } from './password-field.tsx'
import { useSignUp } from './sign-up.ts'

export function SignUpPage() {
  const navigate = useNavigate()
  const signUp = useSignUp()
  const form = useRef<HTMLFormElement>(null)
  const [email, setEmail] = useState('')
  const [finished, setFinished] = useState(false)
  const errors = errorsOf(signUp.error)
  useFocusFirstError(form, signUp.error)

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const { firstName, lastName, password } = Object.fromEntries(new FormData(event.currentTarget)) as Record<
      'firstName' | 'lastName' | 'password',
      string
    >
    signUp.mutate(
      { email: email.trim(), password, firstName, lastName },
      { onSuccess: () => navigate({ to: '/check-mail', state: { email: email.trim() } }) },
    )
  }

  return (
    <>
      <PageHeader title="Sign up" text="Takes a minute. You need an address of your university." />
      <form ref={form} onSubmit={submit} onChange={() => signUp.reset()} className="flex flex-col gap-5">
        <div className="grid grid-cols-2 gap-4">
          <Field label="First name" error={errors.firstName}>
            <TextInput name="firstName" required maxLength={100} autoComplete="given-name" />
          </Field>
          <Field label="Last name" error={errors.lastName}>
            <TextInput name="lastName" required maxLength={100} autoComplete="family-name" />
          </Field>
        </div>
        <Field
          label="University e-mail address"
          hint={!errors.email && <UniversityHint email={email} finished={finished} />}
          error={errors.email}
        >
          <TextInput
            type="email"
            name="email"
            required
            maxLength={255}
            autoComplete="email"
            value={email}
            onChange={(event) => {
              setEmail(event.target.value)
              setFinished(false)
            }}
            onBlur={() => setFinished(true)}
          />
        </Field>
        <PasswordField
          hint="At least 8 characters, and not one that everybody uses."
          error={errors.password}
          minLength={8}
          autoComplete="new-password"
        />
        {Object.keys(errors).length === 0 && <ProblemNotice error={signUp.error} />}
        <Button type="submit" size="lg" busy={signUp.isPending}>
          Sign up
        </Button>
      </form>
      <ProviderButtons email={email} />
      <p className="mt-6 text-center text-soft">
        Have an account?{' '}
        <Link to="/sign-in" className="font-medium text-accent-text underline underline-offset-4">
          Sign in
        </Link>
      </p>
    </>
  )
}

/** Each error beside its field, also where the problem itself is about one. */
function errorsOf(error: Error | null) {
  if (error instanceof ProblemError && error.name === 'university-unknown')
    return { email: error.problem.detail }
  return fieldErrors(error)
}
