import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type Course, joinCourse } from '#contract/courses.ts'
import { call } from '../../api/client.ts'
import { refreshEnrolment, showEnrolment } from './enrolment-cache.ts'

export function useJoinCourse() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (course: Course) => call(joinCourse, { params: { id: course.id } }),
    onMutate: (course) => showEnrolment(queryClient, course, true),
    onError: (_error, _course, putBack) => putBack?.(),
    onSettled: () => refreshEnrolment(queryClient),
  })
}
