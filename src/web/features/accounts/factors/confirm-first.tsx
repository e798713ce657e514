import { useMutation, useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, type SubmitEvent, useCallback, useContext, useState } from 'react'
import type { z } from 'zod'
import { confirmSession } from '#contract/factors.ts'
import { call, ProblemError } from '../../../api/client.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { ProblemNotice } from '../../../ui/problem-notice.tsx'
import { PasswordField } from '../password-field.tsx'
import { factorsQuery } from './get-factors.ts'
import { SecondProof } from './second-proof.tsx'

type Confirmed = <Answer>(action: () => Promise<Answer>) => Promise<Answer>

const Confirming = createContext<Confirmed>((action) => action())

/**
 * Does something grave. Where the service wants to know first that it is still the same person, a dialog asks, and then
 * it is done; whoever closes the dialog gets the problem.
 */
export function useConfirmed(): Confirmed {
  return useContext(Confirming)
}

interface Asking {
  done: () => void
  close: () => void
}

export function ConfirmFirst({ children }: { children: ReactNode }) {
  const [asking, setAsking] = useState<Asking | null>(null)
  const confirmed: Confirmed = useCallback(async (action) => {
    try {
      return await action()
    } catch (error) {
      if (!(error instanceof ProblemError) || error.name !== 'confirm-first') throw error
      await new Promise<void>((resolve, reject) => setAsking({ done: resolve, close: () => reject(error) }))
      return action()
    }
  }, [])

  function end(how: keyof Asking) {
    asking?.[how]()
    setAsking(null)
  }

  return (
    <Confirming value={confirmed}>
      {children}
      {asking && <ConfirmDialog onDone={() => end('done')} onClose={() => end('close')} />}
    </Confirming>
  )
}

function ConfirmDialog({ onDone, onClose }: { onDone: () => void; onClose: () => void }) {
  const { data: factors } = useQuery(factorsQuery)
  const confirm = useMutation({
    mutationFn: async (proof: () => Promise<z.input<NonNullable<typeof confirmSession.body>>>) =>
      call(confirmSession, { body: await proof() }),
    onSuccess: onDone,
  })
  const isWrong = confirm.error instanceof ProblemError && confirm.error.name === 'wrong-credentials'

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    const password = String(new FormData(event.currentTarget).get('password'))
    confirm.mutate(async () => ({ password }))
  }

  return (
    <Dialog open title="Is it you?" onClose={onClose}>
      <div className="flex flex-col gap-5">
        <p className="text-soft">
          It is a while since you signed in, and this changes who gets into your account.
        </p>
        {factors?.hasPassword && (
          <form onSubmit={submit} className="flex flex-col gap-4">
            <PasswordField error={isWrong ? 'is not right' : undefined} autoComplete="current-password" />
            <Button type="submit" busy={confirm.isPending}>
              Go on
            </Button>
          </form>
        )}
        {factors && factors.ways.length > 0 && (
          <SecondProof
            ways={factors.ways}
            purpose="confirm"
            busy={confirm.isPending}
            error={null}
            submit="Go on with the code"
            onProof={confirm.mutate}
          />
        )}
        {factors && !factors.hasPassword && factors.ways.length === 0 && (
          <p>Sign out and in again, then come back here.</p>
        )}
        {!isWrong && <ProblemNotice error={confirm.error} />}
      </div>
    </Dialog>
  )
}
