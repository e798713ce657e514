import { useInfiniteQuery } from '@tanstack/react-query'
import type { Course } from '#contract/courses.ts'
import { ShowMore } from '../../ui/show-more.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { FilterBar } from './filter-bar.tsx'
import { FilterControls } from './filter-controls.tsx'
import type { Filters } from './filters.ts'
import { matchesQuery } from './list-matches.ts'
import { MatchCard } from './match-card.tsx'
import { MatchNotice } from './match-notice.tsx'
import { MatchProblem } from './match-problem.tsx'

interface MatchesProps {
  course: Course
  filters: Filters
  onFilter: (filters: Filters) => void
}

/** The course-mates of one course. */
export function Matches({ course, filters, onFilter }: MatchesProps) {
  const query = useInfiniteQuery(matchesQuery(course.id, filters))
  if (query.error && !query.data)
    return <MatchProblem error={query.error} course={course} retry={() => void query.refetch()} />

  const newest = query.data?.pages.at(-1)
  const matches = query.data?.pages.flatMap((page) => page.items) ?? []
  if (newest?.notice === 'alone-in-course')
    return <MatchNotice notice={newest.notice} onClearFilters={() => {}} />
  return (
    <div className="lg:grid lg:grid-cols-[12rem_minmax(0,1fr)] lg:gap-8">
      <aside aria-label="Filters" className="sticky top-10 hidden self-start lg:block">
        <FilterControls filters={filters} onChange={onFilter} />
      </aside>
      <div>
        <FilterBar filters={filters} total={newest?.total} onChange={onFilter} />
        <MatchNotice
          notice={newest?.notice ?? null}
          onClearFilters={() => onFilter({ sort: filters.sort })}
        />
        {query.isPending && <WaitingCards />}
        <ul
          className={`flex flex-col gap-3 transition-opacity ${query.isPlaceholderData ? 'opacity-60' : ''}`}
        >
          {matches.map((match) => (
            <li key={match.student.id}>
              <MatchCard match={match} course={course} />
            </li>
          ))}
        </ul>
        <ShowMore list={query}>
          {matches.length} of {newest?.total} shown
        </ShowMore>
      </div>
    </div>
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
