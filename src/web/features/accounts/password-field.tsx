import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { Field } from '../../ui/field.tsx'
import { TextInput } from '../../ui/text-input.tsx'

interface PasswordFieldProps {
  label?: string
  name?: string
  hint?: string
  error?: string | undefined
  minLength?: number
  autoComplete: 'new-password' | 'current-password'
}

/** A password that one may look at while typing it. */
export function PasswordField({
  label = 'Password',
  name = 'password',
  hint,
  error,
  ...input
}: PasswordFieldProps) {
  const [shown, setShown] = useState(false)
  const Icon = shown ? EyeOff : Eye
  return (
    <div className="relative">
      <Field label={label} hint={hint} error={error}>
        <TextInput
          {...input}
          name={name}
          type={shown ? 'text' : 'password'}
          required
          maxLength={200}
          autoCapitalize="none"
          spellCheck={false}
          className="pr-12"
        />
      </Field>
      <button
        type="button"
        aria-pressed={shown}
        aria-label={`Show ${label.toLowerCase()}`}
        onClick={() => setShown(!shown)}
        className="absolute top-6.5 right-0 inline-flex size-11 items-center justify-center rounded-xl text-soft hover:text-ink focus-visible:-outline-offset-4"
      >
        <Icon aria-hidden="true" className="size-5" />
      </button>
    </div>
  )
}
