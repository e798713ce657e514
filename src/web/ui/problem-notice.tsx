import { ProblemError } from '../api/problem-error.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'

/** Why something did not work, and the button that tries it again. Shows nothing without an error. */
export function ProblemNotice({ error, retry }: { error: unknown; retry?: () => void }) {
  if (!error) return null
  const problem = error instanceof ProblemError ? error.problem : null
  return (
    <Notice
      tone="error"
      title={problem?.title ?? 'Something went wrong'}
      action={
        retry && (
          <Button variant="secondary" size="sm" onClick={retry}>
            Try again
          </Button>
        )
      }
    >
      {problem?.detail ?? 'Please try again in a moment.'}
    </Notice>
  )
}
