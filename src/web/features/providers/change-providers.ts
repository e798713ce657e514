import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { changeProvider, createProvider, deleteProvider } from '#contract/providers.ts'
import { call } from '../../api/client.ts'
import { useConfirmed } from '../accounts/factors/confirm-first.tsx'
import { allProvidersQuery } from './list-all-providers.ts'

type NewProvider = z.input<NonNullable<typeof createProvider.body>>
type Terms = z.input<NonNullable<typeof changeProvider.body>>

function useChange<Input, Answer>(change: (input: Input) => Promise<Answer>) {
  const confirmed = useConfirmed()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (input: Input) => confirmed(() => change(input)),
    onSuccess: () => queryClient.invalidateQueries(allProvidersQuery),
  })
}

export const useCreateProvider = () => useChange((body: NewProvider) => call(createProvider, { body }))

export const useChangeProvider = (id: string) =>
  useChange((body: Terms) => call(changeProvider, { params: { id }, body }))

export const useDeleteProvider = (id: string) => useChange(() => call(deleteProvider, { params: { id } }))
