import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { PageHeader } from '../../ui/page-header.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useMe } from '../accounts/get-me.ts'
import { CourseSearch } from './course-search.tsx'
import { myCoursesQuery } from './list-my-courses.ts'
import { MyCourses } from './my-courses.tsx'

export type CoursesTab = 'mine' | 'find'

export function CoursesPage() {
  const me = useMe()
  const { data: mine } = useSuspenseQuery(myCoursesQuery)
  const { tab, q = '' } = useSearch({ from: '/signed-in/courses' })
  const navigate = useNavigate({ from: '/courses' })
  // Decided once: joining the first course must not take the list of courses away.
  const [start] = useState<CoursesTab>(mine.length > 0 ? 'mine' : 'find')
  const show = useCallback((tab: CoursesTab) => navigate({ search: { tab }, replace: true }), [navigate])
  const search = useCallback(
    (q: string) => navigate({ search: { tab: 'find', ...(q && { q }) }, replace: true }),
    [navigate],
  )

  return (
    <>
      <PageHeader
        title="Courses"
        text={[me.university.name, me.university.currentSemester].filter(Boolean).join(' · ')}
      />
      <Tabs
        label="Courses"
        value={tab ?? start}
        onChange={show}
        tabs={[
          {
            value: 'mine',
            label: mine.length > 0 ? `My courses (${mine.length})` : 'My courses',
            panel: <MyCourses courses={mine} onFind={() => show('find')} />,
          },
          { value: 'find', label: 'Find courses', panel: <CourseSearch q={q} onSearch={search} /> },
        ]}
      />
    </>
  )
}
