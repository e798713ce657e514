import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { SearchX } from 'lucide-react'
import type { Course } from '#contract/courses.ts'
import { ProblemError } from '../../api/client.ts'
import { LinkButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useMe } from '../accounts/get-me.ts'
import { countClassmates, sayClassmates } from '../courses/classmates.ts'
import { courseQuery } from '../courses/get-course.ts'
import { type Filters, readFilters } from './filters.ts'
import { Matches } from './matches.tsx'

const back = { to: '/courses', label: 'Back to courses' } as const

/** Partners for one course. */
export function MatchesPage() {
  const { courseId = '' } = useParams({ strict: false })
  const filters = readFilters(useSearch({ strict: false }))
  const navigate = useNavigate()
  const { data: course, error, refetch } = useQuery(courseQuery(courseId))
  const onFilter = (search: Filters) =>
    void navigate({
      to: '/courses/$courseId',
      params: { courseId },
      search,
      replace: true,
      resetScroll: false,
    })

  if (error && !course) return <NoCourse error={error} retry={() => void refetch()} />
  if (!course)
    return (
      <>
        <PageHeader title="Study partners" back={back} />
        <Skeleton className="h-44" />
      </>
    )
  return (
    <>
      <PageHeader title={`${course.code} · ${course.name}`} text={<About course={course} />} back={back} />
      <Matches course={course} filters={filters} onFilter={onFilter} />
    </>
  )
}

/** "Section 1 · MWF 10:00 · Prof. Lee · 41 classmates" */
function About({ course }: { course: Course }) {
  const me = useMe()
  const classmates = sayClassmates(countClassmates(course, me))
  return [`Section ${course.section}`, course.schedule, course.instructor, classmates]
    .filter(Boolean)
    .join(' · ')
}

function NoCourse({ error, retry }: { error: Error; retry: () => void }) {
  const isGone = error instanceof ProblemError && ['not-found', 'invalid-request'].includes(error.name)
  return (
    <>
      <PageHeader title={isGone ? 'There is no such course' : 'Study partners'} back={back} />
      {isGone ? (
        <EmptyState
          icon={SearchX}
          title="Not at your university"
          text="The link may be old, or made for another university."
          action={<LinkButton to="/courses">Find a course</LinkButton>}
        />
      ) : (
        <ProblemNotice error={error} retry={retry} />
      )}
    </>
  )
}
