import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { deleteCalendarFeed, getCalendarFeed, renewCalendarFeed } from '#contract/study-sessions.ts'
import { call } from '../../api/client.ts'

/** The address that a calendar subscribes to; null until there is one. */
export const calendarFeedQuery = queryOptions({
  queryKey: ['calendar-feed'],
  queryFn: async ({ signal }) => (await call(getCalendarFeed, { signal })).url,
})

/** Makes an address, or ends it. */
export function useChangeCalendarFeed() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (change: 'renew' | 'end') => {
      if (change === 'renew') return (await call(renewCalendarFeed)).url
      await call(deleteCalendarFeed)
      return null
    },
    onSuccess: (url) => client.setQueryData(calendarFeedQuery.queryKey, url),
  })
}
