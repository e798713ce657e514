import type { QueryClient } from '@tanstack/react-query'
import { replaceWeek, type Week } from '#contract/availability.ts'
import { call } from '../../api/client.ts'
import { type Autosave, createAutosave } from './autosave.ts'
import { weekQuery } from './get-week.ts'
import { daySlotsFromHours, type Hours } from './hours.ts'

/** Milliseconds without a stroke before the week is saved. */
const pause = 700

const autosaves = new WeakMap<QueryClient, Autosave<Hours>>()

/** The one autosave of the week. It outlives the page, so that leaving before a save has ended loses nothing. */
export function weekAutosave(client: QueryClient): Autosave<Hours> {
  const known = autosaves.get(client)
  if (known) return known
  const autosave = createAutosave((hours: Hours) => saveWeek(client, hours), pause)
  saveOnLeaving(autosave)
  autosaves.set(client, autosave)
  return autosave
}

async function saveWeek(client: QueryClient, hours: Hours) {
  await client.cancelQueries(weekQuery)
  storeWeek(client, await call(replaceWeek, { body: { slots: daySlotsFromHours(hours) }, keepalive: true }))
}

/** Takes over the week that the service answered; matches were found for the hours before. */
export function storeWeek(client: QueryClient, week: Week): void {
  client.setQueryData(weekQuery.queryKey, week)
  void client.invalidateQueries({ queryKey: ['matches'] })
}

function saveOnLeaving(autosave: Autosave<Hours>) {
  window.addEventListener('pagehide', autosave.flushOnLeaving)
  window.addEventListener('online', () => void autosave.flush().catch(() => undefined))
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') autosave.flushOnLeaving()
  })
  // Only where saving failed is there something to lose: the browser asks before it closes the page.
  window.addEventListener('beforeunload', (event) => {
    if (autosave.draft().status === 'failed') event.preventDefault()
  })
}
