import { useInfiniteQuery } from '@tanstack/react-query'
import { ProblemError } from '../../api/client.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { VerifyNotice } from '../accounts/verify-notice.tsx'
import { FilteredList } from './filtered-list.tsx'
import type { AllFilters, Filters } from './filters.ts'
import { allMatchesQuery } from './list-all-matches.ts'
import { MatchCard } from './match-card.tsx'
import { MatchNotice } from './match-notice.tsx'
import { allOrders } from './orders.ts'
import { PeopleList } from './people-list.tsx'
import { SharedCourses } from './shared-courses.tsx'
import { usePeople } from './use-people.ts'

interface AllMatchesProps {
  filters: AllFilters
  onFilter: (filters: Filters) => void
}

/** The people of all my courses, one card a person. */
export function AllMatches({ filters, onFilter }: AllMatchesProps) {
  const query = useInfiniteQuery(allMatchesQuery(filters))
  const { list, steady } = usePeople(query, JSON.stringify(filters))
  const newest = query.data?.pages.at(-1)

  if (query.error && !query.data)
    return query.error instanceof ProblemError && query.error.name === 'not-verified' ? (
      <VerifyNotice />
    ) : (
      <ProblemNotice error={query.error} retry={() => void query.refetch()} />
    )
  if (newest?.notice === 'no-courses' || newest?.notice === 'alone-in-courses')
    return <MatchNotice notice={newest.notice} onClearFilters={() => {}} />
  return (
    <FilteredList filters={filters} orders={allOrders} total={newest?.total} onFilter={onFilter}>
      <MatchNotice notice={newest?.notice ?? null} onClearFilters={() => onFilter({ sort: filters.sort })} />
      <PeopleList
        list={list}
        query={query}
        steady={steady}
        total={newest?.total}
        card={(match) => (
          <MatchCard match={match} courses={match.courses} among="in your courses" onHide={steady.allowMove}>
            <SharedCourses courses={match.courses} />
          </MatchCard>
        )}
      />
    </FilteredList>
  )
}
