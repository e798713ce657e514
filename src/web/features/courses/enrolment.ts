import { useNavigate } from '@tanstack/react-router'
import type { Course } from '#contract/courses.ts'
import { sayProblem } from '../../api/problem-error.ts'
import { useToast } from '../../ui/toast.tsx'
import { useJoinCourse } from './join-course.ts'
import { useLeaveCourse } from './leave-course.ts'

/** Joining and leaving as a person does it: at once, said in a toast, and taken back with one press. */
export function useEnrolment() {
  const toast = useToast()
  const navigate = useNavigate()
  const joining = useJoinCourse()
  const leaving = useLeaveCourse()
  const onError = (error: Error) => toast({ text: sayProblem(error), tone: 'error' })

  function join(course: Course) {
    joining.mutate(course, {
      onError,
      onSuccess: () =>
        toast({
          text: `You joined ${course.code}.`,
          tone: 'success',
          action: {
            label: 'Find partners',
            onClick: () => navigate({ to: '/courses/$courseId', params: { courseId: course.id } }),
          },
        }),
    })
  }

  function leave(course: Course) {
    leaving.mutate(course, {
      onError,
      onSuccess: () =>
        toast({ text: `You left ${course.code}.`, action: { label: 'Undo', onClick: () => join(course) } }),
    })
  }

  return { join, leave }
}
