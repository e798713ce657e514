import { useMutation, useQueryClient } from '@tanstack/react-query'
import {
  addPasskey,
  beginApp,
  confirmApp,
  deleteApp,
  deletePasskey,
  renewRecoveryCodes,
} from '#contract/factors.ts'
import { call } from '../../../api/client.ts'
import { sessionsQuery } from '../list-sessions.ts'
import { makePasskey } from './browser-passkey.ts'
import { useConfirmed } from './confirm-first.tsx'
import { factorsQuery } from './get-factors.ts'

/** What changes who gets in: confirmed first where that is asked for, and shown in both lists after. */
function useChange<Input, Answer>(change: (input: Input) => Promise<Answer>) {
  const confirmed = useConfirmed()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (input: Input) => confirmed(() => change(input)),
    onSuccess: () => {
      void queryClient.invalidateQueries(factorsQuery)
      void queryClient.invalidateQueries(sessionsQuery)
    },
  })
}

export const useAddPasskey = () =>
  useChange(async (name: string) => call(addPasskey, { body: { name, response: await makePasskey() } }))

export const useDeletePasskey = () => useChange((id: string) => call(deletePasskey, { params: { id } }))

export const useBeginApp = () => useChange((_: undefined) => call(beginApp))

export const useConfirmApp = () => useChange((code: string) => call(confirmApp, { body: { code } }))

export const useDeleteApp = () => useChange((_: undefined) => call(deleteApp))

export const useRenewRecoveryCodes = () => useChange((_: undefined) => call(renewRecoveryCodes))
