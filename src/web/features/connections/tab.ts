import { z } from '#contract/zod.ts'

const Tab = z.enum(['received', 'sent', 'partners', 'past'])
export type Tab = z.infer<typeof Tab>

/** Reads the address; without a tab the page chooses. */
export function readTab(search: Record<string, unknown>): { tab?: Tab } {
  const { data: tab } = Tab.safeParse(search.tab)
  return tab ? { tab } : {}
}
