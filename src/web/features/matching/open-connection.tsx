import { Clock, MessageCircle } from 'lucide-react'
import { LinkButton } from '../../ui/button.tsx'
import { AnswerButtons } from '../connections/answer-buttons.tsx'
import { CancelButton } from '../connections/cancel-button.tsx'
import type { SharedCourse } from './match-action.tsx'

interface OpenConnectionProps {
  course: Pick<SharedCourse, 'status' | 'connectionId'>
  /** Who the other is. */
  name: string
  /** Code of the course where it must be said, since the two share several. */
  inCourse: string | null
}

/** An open request or connection in one course, and the one thing to do about it. */
export function OpenConnection({ course, name, inCourse }: OpenConnectionProps) {
  const { status, connectionId: id } = course
  const whom = inCourse ? `${name} in ${inCourse}` : name
  if (id === null) return null

  if (status === 'connected')
    return (
      <div>
        {inCourse && <p className="mb-2 text-sm font-medium">Your partner in {inCourse}</p>}
        <LinkButton
          to="/conversations/$connectionId"
          params={{ connectionId: id }}
          variant="secondary"
          className="w-full"
          aria-label={`Message ${whom}`}
        >
          <MessageCircle aria-hidden="true" /> Message
        </LinkButton>
      </div>
    )

  if (status === 'pending_sent')
    return (
      <div className="flex flex-wrap items-center justify-between gap-2 lg:flex-col lg:items-stretch">
        <p className="inline-flex items-center gap-2 text-sm font-medium lg:justify-center">
          <Clock aria-hidden="true" className="size-4 text-soft" />
          {inCourse ? `Asked in ${inCourse}` : 'Asked'}
        </p>
        <CancelButton id={id} name={whom} />
      </div>
    )

  return (
    <div>
      <p className="mb-2 text-sm font-medium text-accent-text">
        Wants to study {inCourse ? `${inCourse} ` : ''}with you
      </p>
      <div className="flex flex-wrap gap-2 lg:flex-col">
        <AnswerButtons id={id} name={whom} />
      </div>
    </div>
  )
}
