import type { Course } from '#contract/courses.ts'
import { Button } from '../../ui/button.tsx'
import { useEnrolment } from './enrolment.ts'

/** One button that joins or leaves, so that the focus stays on it. */
export function EnrolButton({ course, onLeave }: { course: Course; onLeave?: () => void }) {
  const { join, leave } = useEnrolment()
  if (!course.isEnrolled && !course.isActive) return null
  return (
    <Button
      size="sm"
      variant={course.isEnrolled ? 'quiet' : 'primary'}
      aria-label={`${course.isEnrolled ? 'Leave' : 'Join'} ${course.code} section ${course.section}`}
      onClick={() => {
        if (!course.isEnrolled) return void join(course)
        void leave(course)
        onLeave?.()
      }}
    >
      {course.isEnrolled ? 'Leave' : 'Join'}
    </Button>
  )
}
