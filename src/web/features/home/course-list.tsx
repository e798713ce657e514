import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { LinkButton } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { CourseCard } from '../courses/course-card.tsx'
import { myCoursesQuery } from '../courses/list-my-courses.ts'

/** My courses, each leading to the classmates in it. Nothing without courses: then the checklist asks for them. */
export function CourseList() {
  const { data: courses, error, refetch } = useQuery(myCoursesQuery)
  if (error) return <ProblemNotice error={error} retry={refetch} />
  if (!courses) return <Skeleton className="h-36" />
  if (courses.length === 0) return null
  return (
    <section aria-labelledby="home-courses">
      <div className="mb-3 flex items-baseline justify-between gap-4">
        <h2 id="home-courses" className="text-lg font-semibold">
          My courses
        </h2>
        <Link
          to="/courses"
          search={{ tab: 'find' }}
          className="-my-3 inline-flex min-h-11 items-center text-sm font-medium text-accent-text underline-offset-4 hover:underline"
        >
          Find more
        </Link>
      </div>
      <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {courses.map((course) => (
          <CourseCard key={course.id} course={course} />
        ))}
      </ul>
      {courses.length > 1 && (
        <LinkButton to="/matches" variant="secondary" className="mt-3 w-full sm:w-auto">
          See the people of all my courses
        </LinkButton>
      )}
    </section>
  )
}
