import { queryOptions } from '@tanstack/react-query'
import { getCourse } from '#contract/courses.ts'
import { call } from '../../api/client.ts'

export const courseQuery = (id: string) =>
  queryOptions({
    queryKey: ['courses', 'one', id],
    queryFn: ({ signal }) => call(getCourse, { params: { id }, signal }),
  })
