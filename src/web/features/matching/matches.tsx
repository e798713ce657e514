import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Course } from '#contract/courses.ts'
import type { Match } from '#contract/matching.ts'
import { isFew, few as mostFew } from './advice-text.ts'
import { adviceQuery } from './advise-matches.ts'
import { FewCard } from './few-card.tsx'
import { FilteredList } from './filtered-list.tsx'
import type { Filters } from './filters.ts'
import { isReading } from './is-reading.ts'
import { matchesQuery } from './list-matches.ts'
import { MatchCard } from './match-card.tsx'
import { MatchNotice } from './match-notice.tsx'
import { endsList, MatchProblem } from './match-problem.tsx'
import { MoreMatches } from './more-matches.tsx'
import { courseOrders } from './orders.ts'
import { PeopleList } from './people-list.tsx'
import { useAdvisedHours } from './use-advised-hours.ts'
import { useLiveMatches } from './use-live-matches.ts'
import { usePeople } from './use-people.ts'

interface MatchesProps {
  course: Course
  filters: Filters
  onFilter: (filters: Filters) => void
}

/** The course-mates of one course. */
export function Matches({ course, filters, onFilter }: MatchesProps) {
  const client = useQueryClient()
  const query = useInfiniteQuery(matchesQuery(course.id, filters))
  const { list, steady } = usePeople(query, JSON.stringify([course.id, filters]))
  const newest = query.data?.pages.at(-1)
  // Of the newest rows: those that are shown follow a moment later.
  const isShort = countWithHours(query.data?.pages.flatMap((page) => page.items) ?? []) < mostFew
  const { data: advice } = useQuery({
    ...adviceQuery(course.id, filters),
    enabled: newest !== undefined && newest.mates > 0 && isShort,
  })
  const hours = useAdvisedHours(steady.allowMove)
  useLiveMatches(
    course.id,
    () => {
      void client.invalidateQueries({ queryKey: ['matches', 'course', course.id] })
      // It stands above the list, which must not jump either.
      if (!isReading(list.current))
        void client.invalidateQueries({ queryKey: ['matches', 'advice', course.id] })
    },
    course.isEnrolled && course.isActive,
  )

  // Left on another device: the course as it is known here is of before.
  const isEnded = endsList(query.error)
  useEffect(() => {
    if (isEnded) void client.invalidateQueries({ queryKey: ['courses'] })
  }, [client, isEnded])

  if (query.error && (!query.data || isEnded))
    return <MatchProblem error={query.error} course={course} retry={() => void query.refetch()} />
  if (newest?.notice === 'alone-in-course')
    return <MatchNotice notice={newest.notice} onClearFilters={() => {}} />

  const advised = {
    filters,
    hasHours: newest?.notice !== 'no-availability',
    adding: hours.adding,
    onFilter,
    onAdd: hours.add,
  }
  const shared = { id: course.id, code: course.code, section: course.section, name: course.name }
  return (
    <FilteredList filters={filters} orders={courseOrders} total={newest?.total} onFilter={onFilter}>
      <MatchNotice notice={newest?.notice ?? null} onClearFilters={() => onFilter({ sort: filters.sort })} />
      {advice && countWithHours(steady.rows) < mostFew && isFew(advice) && (
        <FewCard advice={advice} {...advised} />
      )}
      <PeopleList
        list={list}
        query={query}
        steady={steady}
        total={newest?.total}
        card={(match) => (
          <MatchCard
            match={match}
            courses={[{ ...shared, status: match.status, connectionId: match.connectionId }]}
            among="in this course"
            onHide={steady.allowMove}
          />
        )}
      />
      {newest && <MoreMatches courseId={course.id} {...advised} />}
    </FilteredList>
  )
}

const countWithHours = (rows: readonly Match[]) =>
  rows.filter(({ sharedMinutes }) => sharedMinutes > 0).length
