import { Clock, MessageCircle, UserPlus } from 'lucide-react'
import { type RefObject, useRef, useState } from 'react'
import type { Course } from '#contract/courses.ts'
import type { Match } from '#contract/matching.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { AnswerButtons } from '../connections/answer-buttons.tsx'
import { CancelButton } from '../connections/cancel-button.tsx'
import { RequestDialog } from '../connections/request-dialog.tsx'
import { useFocusKept } from '../connections/use-focus-kept.ts'
import { starterFor } from './starter.ts'

/** The one thing to do next about a match. */
export function MatchAction({ match, course }: { match: Match; course: Course }) {
  const place = useRef<HTMLDivElement>(null)
  useFocusKept(place, match.status)
  return (
    <div ref={place} tabIndex={-1} className="rounded-xl">
      <Action match={match} course={course} place={place} />
    </div>
  )
}

interface ActionProps {
  match: Match
  course: Course
  place: RefObject<HTMLElement | null>
}

function Action({ match, course, place }: ActionProps) {
  const [asks, setAsks] = useState(false)
  const { student, status, connectionId: id } = match
  const name = `${student.firstName} ${student.lastName}`

  if (status === 'connected' && id)
    return (
      <LinkButton
        to="/conversations/$connectionId"
        params={{ connectionId: id }}
        variant="secondary"
        className="w-full"
        aria-label={`Message ${name}`}
      >
        <MessageCircle aria-hidden="true" /> Message
      </LinkButton>
    )

  if (status === 'pending_sent' && id)
    return (
      <div className="flex items-center justify-between gap-2 lg:flex-col lg:items-stretch">
        <p className="inline-flex items-center gap-2 text-sm font-medium lg:justify-center">
          <Clock aria-hidden="true" className="size-4 text-soft" /> Asked
        </p>
        <CancelButton id={id} name={name} />
      </div>
    )

  if (status === 'pending_received' && id)
    return (
      <div>
        <p className="mb-2 text-sm font-medium text-accent-text">Wants to study with you</p>
        <div className="flex gap-2 lg:flex-col">
          <AnswerButtons id={id} name={name} />
        </div>
      </div>
    )

  return (
    <>
      <Button className="w-full" onClick={() => setAsks(true)} aria-label={`Connect with ${name}`}>
        <UserPlus aria-hidden="true" /> Connect
      </Button>
      {asks && (
        <RequestDialog
          student={student}
          course={course}
          starter={starterFor(match, course.code)}
          finalFocus={place}
          onClose={() => setAsks(false)}
        />
      )}
    </>
  )
}
