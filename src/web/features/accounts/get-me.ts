import { queryOptions, useSuspenseQuery } from '@tanstack/react-query'
import { getMe, type Me } from '#contract/accounts.ts'
import { call, ProblemError } from '../../api/client.ts'

/** The signed-in student, or null when nobody is signed in. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return await call(getMe, { signal })
    } catch (error) {
      if (error instanceof ProblemError && error.name === 'not-signed-in') return null
      throw error
    }
  },
  staleTime: 5 * 60_000,
})

/** The signed-in student. Only for pages inside the signed-in frame, whose route has loaded it. */
export function useMe(): Me {
  const { data } = useSuspenseQuery(meQuery)
  if (!data) throw new Error('useMe outside the signed-in frame')
  return data
}
