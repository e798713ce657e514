import { UserPlus } from 'lucide-react'
import { useRef, useState } from 'react'
import type { PersonMatch } from '#contract/matching.ts'
import { Button } from '../../ui/button.tsx'
import { RequestDialog } from '../connections/request-dialog.tsx'
import { useFocusKept } from '../connections/use-focus-kept.ts'
import { type Fit, fullName } from './fit.ts'
import { OpenConnection } from './open-connection.tsx'
import { starterFor } from './starter.ts'

/** A course that both are in, and how the two stand in it. */
export type SharedCourse = PersonMatch['courses'][number]

/** What to do next about a match: answer, write, or ask in a course where nothing is open yet. */
export function MatchAction({ match, courses }: { match: Fit; courses: readonly SharedCourse[] }) {
  const place = useRef<HTMLDivElement>(null)
  const [asks, setAsks] = useState(false)
  useFocusKept(place, courses.map(({ status }) => status).join())
  const open = courses.filter(({ connectionId }) => connectionId !== null)
  const free = courses.filter(({ connectionId }) => connectionId === null)
  const name = fullName(match)
  return (
    <div ref={place} tabIndex={-1} className="flex flex-col gap-3 rounded-xl">
      {open.map((course) => (
        <OpenConnection
          key={course.id}
          course={course}
          name={name}
          inCourse={courses.length > 1 ? course.code : null}
        />
      ))}
      {free.length > 0 && (
        <Button
          variant={open.length > 0 ? 'quiet' : 'primary'}
          className="w-full"
          onClick={() => setAsks(true)}
          aria-label={open.length > 0 ? `Another course: connect with ${name}` : `Connect with ${name}`}
        >
          <UserPlus aria-hidden="true" /> {open.length > 0 ? 'Another course' : 'Connect'}
        </Button>
      )}
      {asks && free.length > 0 && (
        <RequestDialog
          student={match.student}
          courses={free}
          starter={(code) => starterFor(match, code)}
          finalFocus={place}
          onClose={() => setAsks(false)}
        />
      )}
    </div>
  )
}
