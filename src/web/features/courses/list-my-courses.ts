import { queryOptions } from '@tanstack/react-query'
import { listMyCourses } from '#contract/courses.ts'
import { call } from '../../api/client.ts'

export const myCoursesQuery = queryOptions({
  queryKey: ['courses', 'mine'],
  queryFn: async ({ signal }) => (await call(listMyCourses, { signal })).items,
})
