import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type Notification, readNotifications } from '#contract/notifications.ts'
import { call } from '../../api/client.ts'
import { unseenQuery } from './list-notifications.ts'

/**
 * Says that what is shown has been seen.
 * @returns which of it was new on this visit, so that it stays marked until the next
 */
export function useMarkSeen(notifications: readonly Notification[]): ReadonlySet<string> {
  const client = useQueryClient()
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set())
  const { mutate } = useMutation({
    mutationFn: (upTo: string) => call(readNotifications, { body: { upTo } }),
    onSuccess: () => client.invalidateQueries({ queryKey: unseenQuery.queryKey }),
  })
  const unread = notifications.filter(({ isRead }) => !isRead)
  const newest = unread[0]?.at
  const ids = unread.map(({ id }) => id).join()
  useEffect(() => {
    if (!newest) return
    setFresh((before) => new Set([...before, ...ids.split(',')]))
    mutate(newest)
  }, [newest, ids, mutate])
  return fresh
}
