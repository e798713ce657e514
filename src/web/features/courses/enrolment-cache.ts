import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import type { Course } from '#contract/courses.ts'
import { myCoursesQuery } from './list-my-courses.ts'

const everyCourse = { queryKey: ['courses'] }

/**
 * Shows a course as joined or left in every list that holds it, before the server has answered.
 * Answers how to put things back.
 */
export async function showEnrolment(
  queryClient: QueryClient,
  course: Course,
  isEnrolled: boolean,
): Promise<() => void> {
  await queryClient.cancelQueries(everyCourse)
  const before = queryClient.getQueriesData(everyCourse)

  const change = (entry: Course) => (entry.id === course.id ? { ...entry, isEnrolled } : entry)
  queryClient.setQueriesData<InfiniteData<{ items: Course[]; nextCursor: string | null }>>(
    { queryKey: ['courses', 'search'] },
    (found) =>
      found && { ...found, pages: found.pages.map((page) => ({ ...page, items: page.items.map(change) })) },
  )
  queryClient.setQueryData(myCoursesQuery.queryKey, (mine) => {
    const others = mine?.filter((entry) => entry.id !== course.id)
    return isEnrolled ? others && [...others, change(course)] : others
  })

  return () => {
    for (const [key, data] of before) queryClient.setQueryData(key, data)
  }
}

/** After joining or leaving, counts and matches have changed as well. */
export function refreshEnrolment(queryClient: QueryClient) {
  return Promise.all([
    queryClient.invalidateQueries(everyCourse),
    queryClient.invalidateQueries({ queryKey: ['matches'] }),
  ])
}
