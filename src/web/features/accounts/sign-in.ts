import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Me, signIn } from '#contract/accounts.ts'
import { finishSignIn, type PasskeyProof, signInWithPasskey } from '#contract/factors.ts'
import { call } from '../../api/client.ts'
import { provePasskey } from './factors/browser-passkey.ts'
import { meQuery } from './get-me.ts'

function useEntering<Input>(enter: (input: Input) => Promise<Me>) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: enter,
    onSuccess: (me) => queryClient.setQueryData(meQuery.queryKey, me),
  })
}

export const useSignIn = () =>
  useEntering((body: { email: string; password: string }) => call(signIn, { body }))

export const useFinishSignIn = () =>
  useEntering(async (proof: () => Promise<{ code: string } | { passkey: PasskeyProof }>) =>
    call(finishSignIn, { body: await proof() }),
  )

export const usePasskeySignIn = () =>
  useEntering(async (_: undefined) => call(signInWithPasskey, { body: await provePasskey('sign-in') }))
