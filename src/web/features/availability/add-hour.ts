import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { addSlot, replaceWeek, type SlotInput } from '#contract/availability.ts'
import { call } from '../../api/client.ts'
import { weekQuery } from './get-week.ts'
import { daySlotsFromHours, type Hours, hoursFromSlots, removeSpan } from './hours.ts'
import { storeWeek, weekAutosave } from './save-week.ts'

/** Adds one slot to the week. Answers what of it was not free before: that is what `useTakeBackHours` takes. */
export function useAddHour() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (slot: SlotInput): Promise<Hours> => {
      const before = await storedHours(client)
      storeWeek(client, await call(addSlot, { body: slot }))
      return before.reduce(removeSpan, hoursFromSlots([slot]))
    },
  })
}

/** Takes hours out of the week and leaves the rest as it is now, whatever was changed since they were added. */
export function useTakeBackHours() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (hours: Hours) => {
      const kept = hours.reduce(removeSpan, await storedHours(client))
      storeWeek(client, await call(replaceWeek, { body: { slots: daySlotsFromHours(kept) } }))
    },
  })
}

/** After what was painted before is saved. */
async function storedHours(client: QueryClient): Promise<Hours> {
  await weekAutosave(client).flush()
  const { slots } = await client.fetchQuery({ ...weekQuery, staleTime: 0 })
  return hoursFromSlots(slots)
}
