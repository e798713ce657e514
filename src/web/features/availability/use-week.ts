import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import { weekQuery } from './get-week.ts'
import { type Hours, hoursFromSlots } from './hours.ts'
import { weekAutosave } from './save-week.ts'

/** The week as it is on the screen, how its saving stands, and what changes it. */
export function useWeek() {
  const client = useQueryClient()
  const autosave = weekAutosave(client)
  const { data: week } = useSuspenseQuery(weekQuery)
  const draft = useSyncExternalStore(autosave.subscribe, autosave.draft)
  const stored = useMemo(() => hoursFromSlots(week.slots), [week])
  const hours = draft.value ?? stored
  const [earlier, setEarlier] = useState<readonly Hours[]>([])
  useEffect(() => () => void autosave.flush().catch(() => undefined), [autosave])

  /** Keeps the hours of this moment for an undo. */
  const remember = () => setEarlier((before) => [...before.slice(-49), hours])

  return {
    hours,
    draft,
    timeZone: week.timeZone,
    remember,
    change(next: Hours) {
      remember()
      autosave.change(next)
    },
    canUndo: earlier.length > 0,
    undo() {
      const last = earlier.at(-1)
      if (!last) return
      setEarlier(earlier.slice(0, -1))
      autosave.change(last)
    },
    save: () => void autosave.flush().catch(() => undefined),
  }
}

export type WeekState = ReturnType<typeof useWeek>
