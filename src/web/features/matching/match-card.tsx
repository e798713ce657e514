import type { Course } from '#contract/courses.ts'
import type { Match } from '#contract/matching.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Card } from '../../ui/card.tsx'
import { durationText } from '../availability/week-format.ts'
import { Bio } from './bio.tsx'
import { MatchAction } from './match-action.tsx'
import { reasonsFor } from './reasons.ts'
import { SharedStrip } from './shared-strip.tsx'
import { SharedWindows } from './shared-windows.tsx'
import { StrengthBar } from './strength-bar.tsx'

/** One course-mate: who, when, why, and what to do next. */
export function MatchCard({ match, course }: { match: Match; course: Course }) {
  const { student, sharedMinutes, sharedWindows, strength, bio } = match
  const name = `${student.firstName} ${student.lastName}`
  return (
    <Card
      as="article"
      className="grid gap-4 md:grid-cols-[minmax(0,1fr)_15rem] lg:grid-cols-[minmax(0,1fr)_14rem_9rem]"
    >
      <div className="flex min-w-0 flex-col gap-3">
        <div className="flex items-center gap-3">
          <Avatar person={student} size="lg" />
          <div className="min-w-0">
            <h2 className="font-semibold">{name}</h2>
            <p className="text-sm text-soft">
              {sharedMinutes > 0 ? `${durationText(sharedMinutes)} together a week` : 'No shared hours yet'}
            </p>
            <StrengthBar strength={strength} />
          </div>
        </div>
        <p className="text-sm text-soft first-letter:uppercase">{reasonsFor(match).join(' · ')}</p>
        {bio?.trim() && <Bio text={bio} name={name} />}
      </div>
      <div className="flex flex-col gap-2 empty:hidden md:empty:block">
        {sharedWindows.length > 0 && (
          <>
            <SharedStrip windows={sharedWindows} />
            <SharedWindows windows={sharedWindows} />
          </>
        )}
      </div>
      <div className="md:col-span-2 lg:col-span-1">
        <MatchAction match={match} course={course} />
      </div>
    </Card>
  )
}
