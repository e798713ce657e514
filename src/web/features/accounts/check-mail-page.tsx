import { Link, useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { Field } from '../../ui/field.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { OutboxLink } from './outbox-link.tsx'
import { ResendButton } from './resend-button.tsx'

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The address just signed up with; kept out of the page's address. */
    email?: string
  }
}

export function CheckMailPage() {
  const known = useLocation({ select: (location) => location.state.email })
  const [typed, setTyped] = useState('')
  return (
    <>
      <PageHeader
        title="Look into your mail"
        text="Open the link that we sent you, to confirm your address."
      />
      <div className="flex flex-col gap-5">
        {known && (
          <p>
            <span className="text-soft">Sent to </span>
            <b className="font-semibold wrap-anywhere">{known}</b>
          </p>
        )}
        <OutboxLink />
        <p className="text-soft">Nothing there after a minute or two?</p>
        {!known && (
          <Field label="Your e-mail address">
            <TextInput
              type="email"
              autoComplete="email"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </Field>
        )}
        <ResendButton email={known ?? typed} />
        <p className="text-soft">
          Confirmed already?{' '}
          <Link to="/sign-in" className="font-medium text-accent-text underline underline-offset-4">
            Sign in
          </Link>
        </p>
      </div>
    </>
  )
}
