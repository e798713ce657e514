import { useQuery } from '@tanstack/react-query'
import { universitiesQuery } from './list-universities.ts'

const list = new Intl.ListFormat('en', { type: 'conjunction' })
const shown = 3

/** Who can take part, in a line. */
export function Universities() {
  const { data } = useQuery(universitiesQuery)
  const names = data?.items.map((university) => university.name) ?? []
  const others = names.length - shown
  // Holds its line from the start, so that nothing moves when the names come.
  return (
    <p className="mt-6 min-h-10 max-w-md text-sm text-soft">
      {names.length > 0 &&
        `For students of ${list.format(others > 1 ? [...names.slice(0, shown), `${others} more`] : names)}.`}
    </p>
  )
}
