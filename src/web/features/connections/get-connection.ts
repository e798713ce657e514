import { queryOptions } from '@tanstack/react-query'
import { getConnection } from '#contract/connections.ts'
import { call } from '../../api/client.ts'

export const connectionQuery = (id: string) =>
  queryOptions({
    queryKey: ['connections', 'one', id],
    queryFn: ({ signal }) => call(getConnection, { params: { id }, signal }),
  })
