import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { addSlot, changeSlot, deleteSlot, type SlotInput, type Week } from '#contract/availability.ts'
import { call } from '../../api/client.ts'
import { weekQuery } from './get-week.ts'
import type { SlotTimes } from './hours.ts'
import { storeWeek, weekAutosave } from './save-week.ts'

/** What to do with one slot: `from` is the slot as it stands (null: a new one), `to` what it becomes (null: nothing). */
export type SlotEdit = { from: SlotTimes; to: SlotInput | null } | { from: null; to: SlotInput }

/** Changes one slot to the minute, after what was painted before it is saved. */
export function useEditSlot() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (edit: SlotEdit) => {
      await weekAutosave(client).flush()
      storeWeek(client, await send(client, edit))
    },
  })
}

async function send(client: QueryClient, { from, to }: SlotEdit): Promise<Week> {
  if (!from) return call(addSlot, { body: to })
  const week = await client.fetchQuery({ ...weekQuery, staleTime: 0 })
  const stored = week.slots.find((slot) => slot.day === from.day && slot.start === from.start)
  // Gone in the meantime, for instance on another device: deleting is done, changing becomes adding.
  if (!stored) return to ? call(addSlot, { body: to }) : week
  const params = { id: stored.id }
  return to ? call(changeSlot, { params, body: to }) : call(deleteSlot, { params })
}
