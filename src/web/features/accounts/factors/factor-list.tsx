import { KeyRound, type LucideIcon, Printer, Smartphone } from 'lucide-react'
import { useState } from 'react'
import type { z } from 'zod'
import type { getFactors } from '#contract/factors.ts'
import { sayProblem } from '../../../api/problem-error.ts'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useMe } from '../get-me.ts'
import { useDeleteApp, useDeletePasskey } from './change-factors.ts'

type Factors = z.output<NonNullable<typeof getFactors.answer>>

/** What to remove: the id of a passkey, or the app. */
interface Removing {
  id: string | 'app'
  name: string
}

export function FactorList({ factors }: { factors: Factors }) {
  const { timeZone } = useMe().university
  const toast = useToast()
  const [removing, setRemoving] = useState<Removing | null>(null)
  const passkey = useDeletePasskey()
  const app = useDeleteApp()
  const say = (instant: string) =>
    new Date(instant).toLocaleDateString(undefined, { timeZone, dateStyle: 'medium' })

  function remove({ id, name }: Removing) {
    const options = {
      onSuccess: () => toast({ text: `${name} is removed`, tone: 'success' as const }),
      onError: (problem: Error) => toast({ text: sayProblem(problem), tone: 'error' as const }),
      onSettled: () => setRemoving(null),
    }
    if (id === 'app') app.mutate(undefined, options)
    else passkey.mutate(id, options)
  }

  return (
    <>
      <ul className="divide-y">
        {factors.passkeys.map(({ id, name, createdAt, lastUsedAt }) => (
          <Factor
            key={id}
            icon={KeyRound}
            name={name}
            text={lastUsedAt ? `Last used ${say(lastUsedAt)}` : `Added ${say(createdAt)}`}
            onRemove={() => setRemoving({ id, name })}
          />
        ))}
        {factors.appSince && (
          <Factor
            icon={Smartphone}
            name="Authenticator app"
            text={`Added ${say(factors.appSince)}`}
            onRemove={() => setRemoving({ id: 'app', name: 'The authenticator app' })}
          />
        )}
        <Factor icon={Printer} name="Recovery codes" text={`${factors.recoveryCodesLeft} left`} />
      </ul>
      <ConfirmDialog
        open={removing !== null}
        title={`Remove ${removing?.name ?? ''}?`}
        confirm="Remove"
        busy={passkey.isPending || app.isPending}
        onConfirm={() => removing && remove(removing)}
        onClose={() => setRemoving(null)}
      >
        It no longer signs you in. Without any, your password is enough again.
      </ConfirmDialog>
    </>
  )
}

interface FactorProps {
  icon: LucideIcon
  name: string
  text: string
  onRemove?: () => void
}

function Factor({ icon: Icon, name, text, onRemove }: FactorProps) {
  return (
    <li className="flex items-center gap-3 py-3 first:pt-0 last:pb-0">
      <Icon aria-hidden="true" className="size-5 shrink-0 text-soft" />
      <div className="min-w-0 flex-1">
        <p className="font-medium wrap-anywhere">{name}</p>
        <p className="text-sm text-soft">{text}</p>
      </div>
      {onRemove && (
        <Button variant="quiet" size="sm" aria-label={`Remove ${name}`} onClick={onRemove}>
          Remove
        </Button>
      )}
    </li>
  )
}
