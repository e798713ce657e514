import { type SubmitEvent, useMemo } from 'react'
import { renderSVG } from 'uqr'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { ProblemNotice } from '../../../ui/problem-notice.tsx'
import { useConfirmApp } from './change-factors.ts'
import { CodeField } from './second-proof.tsx'

interface AddAppProps {
  secret: string
  uri: string
  onAdded: (recoveryCodes: string[] | null) => void
  onClose: () => void
}

/** Shows the secret to an authenticator app, and asks for a code of it. */
export function AddApp({ secret, uri, onAdded, onClose }: AddAppProps) {
  const confirm = useConfirmApp()
  const picture = useMemo(
    () => `data:image/svg+xml,${encodeURIComponent(renderSVG(uri, { border: 2 }))}`,
    [uri],
  )

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const code = String(new FormData(event.currentTarget).get('code'))
    confirm.mutate(code, { onSuccess: ({ recoveryCodes }) => onAdded(recoveryCodes) })
  }

  return (
    <Dialog open title="Add an authenticator app" onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-soft">Scan this with your app, or on this phone open it there.</p>
        <a href={uri} className="self-center rounded-xl bg-white p-2">
          <img src={picture} alt="QR code for the authenticator app" className="size-48" />
        </a>
        <p className="text-sm text-soft">
          Or type this key:{' '}
          <code className="font-mono wrap-anywhere text-ink">{secret.match(/.{1,4}/g)?.join(' ')}</code>
        </p>
        <CodeField hint="The six digits that the app shows now." />
        <ProblemNotice error={confirm.error} />
        <Button type="submit" busy={confirm.isPending}>
          Add the app
        </Button>
      </form>
    </Dialog>
  )
}
