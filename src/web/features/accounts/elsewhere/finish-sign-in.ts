import { useMutation, useQueryClient } from '@tanstack/react-query'
import { finishSignInElsewhere } from '#contract/providers.ts'
import { call } from '../../../api/client.ts'
import { meQuery } from '../get-me.ts'
import { linksQuery } from './list-links.ts'

/** Hands over what a provider sent the browser back with. */
export function useFinishSignIn(slug: string) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (query: string) => call(finishSignInElsewhere, { params: { slug }, body: { query } }),
    onSuccess: ({ me }) => {
      queryClient.setQueryData(meQuery.queryKey, me)
      void queryClient.invalidateQueries(linksQuery)
    },
  })
}
