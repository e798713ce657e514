import { Link, useRouter, useSearch } from '@tanstack/react-router'
import { KeyRound } from 'lucide-react'
import { type SubmitEvent, useRef, useState } from 'react'
import { fieldErrors } from '../../api/problem-error.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { useFocusFirstError } from '../../ui/focus-first-error.ts'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { ProviderButtons } from './elsewhere/provider-buttons.tsx'
import { knowsPasskeys } from './factors/browser-passkey.ts'
import { isSecondProofNeeded, SecondStep } from './factors/second-step.tsx'
import { nextPath } from './next-path.ts'
import { PasswordField } from './password-field.tsx'
import { usePasskeySignIn, useSignIn } from './sign-in.ts'

export function SignInPage() {
  const router = useRouter()
  const { next } = useSearch({ from: '/public/sign-in' })
  const signIn = useSignIn()
  const withPasskey = usePasskeySignIn()
  const form = useRef<HTMLFormElement>(null)
  const [email, setEmail] = useState('')
  const errors = fieldErrors(signIn.error)
  useFocusFirstError(form, signIn.error)
  const entered = {
    onSuccess: () => void router.navigate({ href: nextPath(next, window.location.origin), replace: true }),
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    withPasskey.reset()
    const { email, password } = Object.fromEntries(new FormData(event.currentTarget)) as Record<
      'email' | 'password',
      string
    >
    signIn.mutate({ email: email.trim(), password }, entered)
  }

  if (isSecondProofNeeded(signIn.error))
    return <SecondStep needed={signIn.error} onDone={entered.onSuccess} onAgain={signIn.reset} />

  return (
    <>
      <PageHeader title="Sign in" text={next && 'Then you get to the page that you asked for.'} />
      <form ref={form} onSubmit={submit} className="flex flex-col gap-5">
        <Field label="E-mail address" error={errors.email}>
          <TextInput
            type="email"
            name="email"
            required
            maxLength={255}
            autoComplete="username"
            onChange={(event) => setEmail(event.target.value)}
          />
        </Field>
        <PasswordField error={errors.password} autoComplete="current-password" />
        <Link
          to="/forgot-password"
          className="-my-2 self-start py-2 text-sm font-medium text-accent-text underline underline-offset-4"
        >
          Forgotten your password?
        </Link>
        {Object.keys(errors).length === 0 && <ProblemNotice error={signIn.error ?? withPasskey.error} />}
        <Button type="submit" size="lg" busy={signIn.isPending}>
          Sign in
        </Button>
        {knowsPasskeys && (
          <Button
            variant="secondary"
            size="lg"
            busy={withPasskey.isPending}
            onClick={() => {
              signIn.reset()
              withPasskey.mutate(undefined, entered)
            }}
          >
            <KeyRound aria-hidden="true" />
            Sign in with a passkey
          </Button>
        )}
      </form>
      <ProviderButtons email={email} next={next} />
      <p className="mt-6 text-center text-soft">
        New here?{' '}
        <Link to="/sign-up" className="font-medium text-accent-text underline underline-offset-4">
          Sign up
        </Link>
      </p>
    </>
  )
}
