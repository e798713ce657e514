import type { ReactNode, RefObject } from 'react'
import { ShowMore } from '../../ui/show-more.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ChangedPill } from './changed-pill.tsx'
import type { PersonRow } from './row-order.ts'

interface PeopleListProps<Row> {
  list: RefObject<HTMLUListElement | null>
  /** The pages, as TanStack Query holds them. */
  query: {
    isPending: boolean
    isPlaceholderData: boolean
    hasNextPage: boolean
    isFetchingNextPage: boolean
    fetchNextPage: () => unknown
  }
  /** The rows as they are shown. */
  steady: { rows: readonly Row[]; hasChanged: boolean; moves: number; show: () => void }
  total: number | undefined
  card: (row: Row) => ReactNode
}

/** People, one card each; newer rows do not move what one reads. */
export function PeopleList<Row extends PersonRow>({
  list,
  query,
  steady,
  total,
  card,
}: PeopleListProps<Row>) {
  function show() {
    steady.show()
    list.current?.focus({ preventScroll: true })
    list.current?.scrollIntoView({ block: 'start' })
  }

  return (
    <>
      {query.isPending && <WaitingCards />}
      <ChangedPill hasChanged={steady.hasChanged} moves={steady.moves} onShow={show} />
      <ul
        ref={list}
        tabIndex={-1}
        aria-label="People"
        className={`flex scroll-mt-20 flex-col gap-3 outline-none transition-opacity ${query.isPlaceholderData ? 'opacity-60' : ''}`}
      >
        {steady.rows.map((row) => (
          <li key={row.student.id}>{card(row)}</li>
        ))}
      </ul>
      <ShowMore list={query}>
        {steady.rows.length} of {total} shown
      </ShowMore>
    </>
  )
}

function WaitingCards() {
  return (
    <div role="status" className="flex flex-col gap-3">
      <span className="sr-only">Looking for partners …</span>
      <Skeleton className="h-44" />
      <Skeleton className="h-44" />
      <Skeleton className="h-44" />
    </div>
  )
}
