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

  // Promises, not callbacks of `mutate`: the button is gone by the time that its course has left the list.
  async function join(course: Course) {
    try {
      await joining.mutateAsync(course)
      const open = () => void navigate({ to: '/courses/$courseId', params: { courseId: course.id } })
      toast({
        text: `You joined ${course.code}.`,
        tone: 'success',
        action: { label: 'Find partners', onClick: open },
      })
    } catch (error) {
      toast({ text: sayProblem(error), tone: 'error' })
    }
  }

  async function leave(course: Course) {
    try {
      await leaving.mutateAsync(course)
      toast({ text: `You left ${course.code}.`, action: { label: 'Undo', onClick: () => void join(course) } })
    } catch (error) {
      toast({ text: sayProblem(error), tone: 'error' })
    }
  }

  return { join, leave }
}
