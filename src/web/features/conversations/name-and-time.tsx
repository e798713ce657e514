import type { Person } from '#contract/values.ts'
import { useMe } from '../accounts/get-me.ts'
import { recentText } from './time-text.ts'

/** Heads an entry of a list: with whom, and when. */
export function NameAndTime({ person, at }: { person: Person; at: string }) {
  const { timeZone } = useMe().university
  return (
    <span className="flex items-baseline gap-2">
      <span className="flex-1 truncate font-semibold">
        {person.firstName} {person.lastName}
      </span>
      <time dateTime={at} className="text-xs whitespace-nowrap text-soft">
        {recentText(at, timeZone)}
      </time>
    </span>
  )
}
