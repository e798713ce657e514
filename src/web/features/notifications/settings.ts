import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import {
  getNotificationSettings,
  type NotificationSettings,
  putNotificationSettings,
} from '#contract/notifications.ts'
import { call } from '../../api/client.ts'
import { notificationsKey } from './list-notifications.ts'

/** What I want to be told of, and how. */
export const notificationSettingsQuery = queryOptions({
  queryKey: ['notification-settings'],
  queryFn: ({ signal }) => call(getNotificationSettings, { signal }),
})

export function usePutNotificationSettings() {
  const client = useQueryClient()
  return useMutation({
    // One after the other, so that the last choice holds.
    scope: { id: 'notification-settings' },
    mutationFn: (body: NotificationSettings) => call(putNotificationSettings, { body }),
    onSuccess(saved) {
      client.setQueryData(notificationSettingsQuery.queryKey, saved)
      void client.invalidateQueries({ queryKey: notificationsKey })
    },
  })
}
