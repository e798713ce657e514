import { CircleAlert, Clock3 } from 'lucide-react'
import { ProblemError, sayProblem } from '../../api/problem-error.ts'
import { useSecondsUntil } from '../../ui/use-seconds-until.ts'
import { waitText } from '../../ui/wait-text.ts'
import { Bubble } from './bubble.tsx'
import type { Outgoing } from './outbox.ts'

interface OutgoingListProps {
  outgoing: readonly Outgoing[]
  onRetry: (id: string) => void
  onForget: (id: string) => void
}

const linkLook = 'min-h-11 px-1.5 font-semibold underline underline-offset-2 lg:min-h-8'

/** Messages that have not arrived yet. */
export function OutgoingList({ outgoing, onRetry, onForget }: OutgoingListProps) {
  if (outgoing.length === 0) return null
  const failing = outgoing.findIndex(({ error }) => error !== null)
  return (
    <ol aria-label="Not sent yet" className="mt-1 flex flex-col gap-1">
      {outgoing.map((message, index) => (
        <li key={message.id}>
          <Bubble content={message.content || (message.attachment?.name ?? '')} isMine sender="You">
            {message.error ? (
              <Failure message={message} error={message.error} onRetry={onRetry} onForget={onForget} />
            ) : (
              <span className="mt-1 flex items-center gap-1 px-1 text-xs text-soft">
                <Clock3 aria-hidden="true" className="size-3.5" />
                {failing >= 0 && failing < index ? 'Waiting …' : 'Sending …'}
              </span>
            )}
          </Bubble>
        </li>
      ))}
    </ol>
  )
}

interface FailureProps extends Omit<OutgoingListProps, 'outgoing'> {
  message: Outgoing
  error: Error
}

function Failure({ message: { id, retryAt }, error, onRetry, onForget }: FailureProps) {
  if (retryAt !== null && isPastLimit(error)) return <Wait until={retryAt} />
  return (
    <span role="alert" className="mt-1 max-w-[92%] px-1 text-right text-xs text-danger-text">
      <CircleAlert aria-hidden="true" className="mr-1 inline size-3.5 align-[-0.2em]" />
      Not sent. {sayProblem(error)}{' '}
      <button type="button" className={linkLook} onClick={() => onRetry(id)}>
        Try again
      </button>
      <button type="button" className={linkLook} onClick={() => onForget(id)}>
        Delete
      </button>
    </span>
  )
}

const isPastLimit = (error: Error) => error instanceof ProblemError && error.name === 'too-many-requests'

/** It goes out by itself; nothing is asked of anybody. */
function Wait({ until }: { until: number }) {
  const seconds = useSecondsUntil(until)
  return (
    <span className="mt-1 flex items-center gap-1 px-1 text-xs text-soft">
      <Clock3 aria-hidden="true" className="size-3.5" />
      {seconds > 0
        ? `That was a lot at once. You can send again in ${waitText(seconds)}; it goes out by itself.`
        : 'Sending …'}
    </span>
  )
}
