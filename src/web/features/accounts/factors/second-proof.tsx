import { KeyRound } from 'lucide-react'
import type { SubmitEvent } from 'react'
import type { PasskeyProof } from '#contract/factors.ts'
import type { SecondFactor } from '#contract/problem.ts'
import { Button } from '../../../ui/button.tsx'
import { Field } from '../../../ui/field.tsx'
import { ProblemNotice } from '../../../ui/problem-notice.tsx'
import { TextInput } from '../../../ui/text-input.tsx'
import { knowsPasskeys, provePasskey } from './browser-passkey.ts'

interface SecondProofProps {
  ways: readonly SecondFactor[]
  purpose: 'second-factor' | 'confirm'
  busy: boolean
  error: unknown
  /** The button below the field of a code. */
  submit: string
  onProof: (proof: () => Promise<{ code: string } | { passkey: PasskeyProof }>) => void
}

/** A code or a passkey, whichever the person has. */
export function SecondProof({ ways, purpose, busy, error, submit, onProof }: SecondProofProps) {
  function send(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const code = String(new FormData(event.currentTarget).get('code'))
    onProof(async () => ({ code }))
  }

  return (
    <div className="flex flex-col gap-5">
      {ways.includes('passkey') && knowsPasskeys && (
        <Button
          variant="secondary"
          size="lg"
          disabled={busy}
          onClick={() => onProof(async () => ({ passkey: await provePasskey(purpose) }))}
        >
          <KeyRound aria-hidden="true" />
          Use a passkey
        </Button>
      )}
      {ways.includes('code') && (
        <form onSubmit={send} className="flex flex-col gap-5">
          <CodeField hint="Six digits of your authenticator app, or one of your recovery codes." />
          <Button type="submit" size="lg" busy={busy}>
            {submit}
          </Button>
        </form>
      )}
      <ProblemNotice error={error} />
    </div>
  )
}

export function CodeField({ hint }: { hint: string }) {
  return (
    <Field label="Code" hint={hint}>
      <TextInput
        name="code"
        required
        maxLength={40}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
      />
    </Field>
  )
}
