import { infiniteQueryOptions } from '@tanstack/react-query'
import { listReports, type Report } from '#contract/reports.ts'
import { call } from '../../api/client.ts'

export const reportsQuery = (status: Report['status']) =>
  infiniteQueryOptions({
    queryKey: ['reports', status],
    queryFn: ({ pageParam, signal }) =>
      call(listReports, { query: { status, ...(pageParam && { cursor: pageParam }) }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
  })
