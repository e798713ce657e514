import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Course, leaveCourse } from '#contract/courses.ts'
import { call } from '../../api/client.ts'
import { refreshEnrolment, showEnrolment } from './enrolment-cache.ts'

export function useLeaveCourse() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (course: Course) => call(leaveCourse, { params: { id: course.id } }),
    onMutate: (course) => showEnrolment(queryClient, course, false),
    onError: (_error, _course, putBack) => putBack?.(),
    onSettled: () => refreshEnrolment(queryClient),
  })
}
