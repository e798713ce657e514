import { CircleAlert } from 'lucide-react'
import { sayProblem } from '../../api/problem-error.ts'
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
  return (
    <ol aria-label="Not sent yet" className="mt-1 flex flex-col gap-1">
      {outgoing.map((message) => (
        <li key={message.id}>
          <Bubble content={message.content || (message.attachment?.name ?? '')} isMine sender="You">
            {message.error ? (
              <span role="alert" className="flex flex-wrap items-center justify-end text-xs text-danger-text">
                <CircleAlert aria-hidden="true" className="mr-1 size-3.5" />
                Not sent. {sayProblem(message.error)}
                <button type="button" className={linkLook} onClick={() => onRetry(message.id)}>
                  Try again
                </button>
                <button type="button" className={linkLook} onClick={() => onForget(message.id)}>
                  Delete
                </button>
              </span>
            ) : (
              <span className="mt-1 px-1 text-xs text-soft">Sending …</span>
            )}
          </Bubble>
        </li>
      ))}
    </ol>
  )
}
