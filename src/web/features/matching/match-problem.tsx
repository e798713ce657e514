import { Archive, UserPlus } from 'lucide-react'
import type { Course } from '#contract/courses.ts'
import { ProblemError } from '../../api/client.ts'
import { LinkButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { VerifyNotice } from '../accounts/verify-notice.tsx'
import { EnrolButton } from '../courses/enrol-button.tsx'

/** Whether a list that is there already must not be shown any more: one has left, or the course is over. */
export function endsList(error: Error | null): boolean {
  return (
    error instanceof ProblemError && ['not-verified', 'not-enrolled', 'course-inactive'].includes(error.name)
  )
}

/** Why there is no list of matches, and the button that mends it. */
export function MatchProblem({ error, course, retry }: { error: Error; course: Course; retry: () => void }) {
  switch (error instanceof ProblemError && error.name) {
    case 'not-verified':
      return <VerifyNotice />
    case 'not-enrolled':
      return (
        <EmptyState
          icon={UserPlus}
          title="You are not in this course"
          text="Join it to see who studies when you do. Your classmates then see you, too."
          action={<EnrolButton course={course} />}
        />
      )
    case 'course-inactive':
      return (
        <EmptyState
          icon={Archive}
          title="This course is over"
          text="Partners can be found in the courses of this term. Your conversations stay."
          action={<LinkButton to="/courses">Find a course</LinkButton>}
        />
      )
    default:
      return <ProblemNotice error={error} retry={retry} />
  }
}
