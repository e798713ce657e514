import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { ProblemNotice } from '../../../ui/problem-notice.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { AddApp } from './add-app.tsx'
import { AddPasskey } from './add-passkey.tsx'
import { knowsPasskeys } from './browser-passkey.ts'
import { useBeginApp, useRenewRecoveryCodes } from './change-factors.ts'
import { FactorList } from './factor-list.tsx'
import { factorsQuery } from './get-factors.ts'
import { RecoveryCodes } from './recovery-codes.tsx'

/** Passkeys, the authenticator app, and recovery codes. */
export function FactorsPanel() {
  const { data: factors, error, refetch } = useQuery(factorsQuery)
  const [codes, setCodes] = useState<string[] | null>(null)
  const [isAddingPasskey, setIsAddingPasskey] = useState(false)
  const begin = useBeginApp()
  const renew = useRenewRecoveryCodes()
  if (error) return <ProblemNotice error={error} retry={refetch} />
  if (!factors) return <Skeleton className="h-32" />

  const isOn = factors.ways.length > 0
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm text-soft">
        {isOn
          ? 'Your password alone signs nobody in.'
          : 'With a passkey or an authenticator app, whoever learns your password still does not get in.'}
      </p>
      {factors.isRequired && !isOn && (
        <Notice tone="warning">What is for staff opens once you have added one of them.</Notice>
      )}
      {isOn && <FactorList factors={factors} />}
      <div className="flex flex-wrap gap-2">
        {knowsPasskeys && (
          <Button variant="secondary" size="sm" onClick={() => setIsAddingPasskey(true)}>
            Add a passkey
          </Button>
        )}
        {!factors.appSince && (
          <Button
            variant="secondary"
            size="sm"
            busy={begin.isPending}
            onClick={() => begin.mutate(undefined)}
          >
            Add an app
          </Button>
        )}
        {isOn && (
          <Button
            variant="quiet"
            size="sm"
            busy={renew.isPending}
            onClick={() =>
              renew.mutate(undefined, { onSuccess: ({ recoveryCodes }) => setCodes(recoveryCodes) })
            }
          >
            New recovery codes
          </Button>
        )}
      </div>
      <ProblemNotice error={begin.error ?? renew.error} />
      {isAddingPasskey && (
        <AddPasskey
          onAdded={(recoveryCodes) => {
            setIsAddingPasskey(false)
            setCodes(recoveryCodes)
          }}
          onClose={() => setIsAddingPasskey(false)}
        />
      )}
      {begin.data && (
        <AddApp
          {...begin.data}
          onAdded={(recoveryCodes) => {
            begin.reset()
            setCodes(recoveryCodes)
          }}
          onClose={begin.reset}
        />
      )}
      {codes && <RecoveryCodes codes={codes} onClose={() => setCodes(null)} />}
    </div>
  )
}
