import { queryOptions } from '@tanstack/react-query'
import { type Export, listExports } from '#contract/exports.ts'
import { call } from '../../api/client.ts'

/** My exports, newest first; asked again while one is not done. */
export const exportsQuery = queryOptions({
  queryKey: ['exports'],
  queryFn: async ({ signal }) => (await call(listExports, { signal })).items,
  refetchInterval: ({ state }) => (state.data?.some(isUnderWay) ? 2000 : false),
})

export function isUnderWay({ state }: Export): boolean {
  return state === 'waiting' || state === 'working'
}
