import { useQuery } from '@tanstack/react-query'
import { pendingReceivedQuery } from '../features/connections/list-connections.ts'
import { unreadQuery } from '../features/conversations/list-conversations.ts'
import { places } from './navigation.ts'
import { PlaceLink } from './place-link.tsx'

/** The tabs of the frame, with what waits in them. */
export function Places() {
  const { data: requests } = useQuery(pendingReceivedQuery)
  const { data: unread } = useQuery(unreadQuery)
  const waiting: Partial<Record<string, number>> = {
    '/connections': requests?.length,
    '/conversations': unread,
  }
  return places.map((place) => <PlaceLink key={place.to} place={place} waiting={waiting[place.to] ?? 0} />)
}
