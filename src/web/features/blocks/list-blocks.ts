import { queryOptions } from '@tanstack/react-query'
import { listBlocks } from '#contract/blocks.ts'
import { call } from '../../api/client.ts'

/** Whom I have blocked, newest first. */
export const blocksQuery = queryOptions({
  queryKey: ['blocks'],
  queryFn: async ({ signal }) => (await call(listBlocks, { signal })).items,
})
