import { useMutation } from '@tanstack/react-query'
import type { z } from 'zod'
import { signUp } from '#contract/accounts.ts'
import { call } from '../../api/client.ts'

type Form = z.input<NonNullable<typeof signUp.body>>

export function useSignUp() {
  return useMutation({ mutationFn: (body: Form) => call(signUp, { body }) })
}
