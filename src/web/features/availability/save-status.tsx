import { Check, CloudOff } from 'lucide-react'
import { ProblemError } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import type { WeekState } from './use-week.ts'

/** Says whether what is painted is stored. */
export function SaveStatus({ draft, retry }: { draft: WeekState['draft']; retry: () => void }) {
  return (
    <div className="flex shrink-0 items-center gap-2 text-sm whitespace-nowrap text-soft">
      <p role="status" className="flex items-center gap-1.5">
        {draft.status === 'saved' && (
          <>
            <Check aria-hidden="true" className="size-4 text-success-text" /> Saved
          </>
        )}
        {(draft.status === 'saving' || draft.status === 'unsaved') && (
          <>
            <Spinner className="size-4" /> Saving …
          </>
        )}
        {draft.status === 'failed' && (
          <span className="flex items-center gap-1.5 text-danger-text">
            <CloudOff aria-hidden="true" className="size-4 shrink-0" /> Not saved
            {isOffline(draft.error) && <span className="max-sm:sr-only">: no connection</span>}
          </span>
        )}
      </p>
      {draft.status === 'failed' && (
        <Button variant="secondary" size="sm" onClick={retry}>
          Try again
        </Button>
      )}
    </div>
  )
}

function isOffline(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.status === 0
}
