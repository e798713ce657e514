import { type ReactNode, useId, useState } from 'react'
import type { Match } from '#contract/matching.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Card } from '../../ui/card.tsx'
import { durationText } from '../availability/week-format.ts'
import { SafetyButton } from '../reports/safety-button.tsx'
import { Bio } from './bio.tsx'
import { type Fit, fullName } from './fit.ts'
import { MatchAction, type SharedCourse } from './match-action.tsx'
import { reasonsFor } from './reasons.ts'
import { SharedStrip } from './shared-strip.tsx'
import { SharedWindows } from './shared-windows.tsx'
import { StrengthBar } from './strength-bar.tsx'
import { Why, WhyButton } from './why.tsx'

interface MatchCardProps {
  match: Fit & Partial<Pick<Match, 'mutual'>>
  /** That both are in and that this list is about. */
  courses: readonly SharedCourse[]
  /** Among whom the best match is: "in this course". */
  among: string
  /** Lets the list move when somebody is ignored or blocked. */
  onHide: () => void
  /** Said below the name. */
  children?: ReactNode
}

/** One course-mate: who, when, why, and what to do next. */
export function MatchCard({ match, courses, among, onHide, children }: MatchCardProps) {
  const { student, sharedMinutes, sharedWindows, strength, bio } = match
  const [showsWhy, setShowsWhy] = useState(false)
  const whyId = useId()
  const name = fullName(match)
  const reasons = reasonsFor(match)
  return (
    <Card
      as="article"
      className="grid grid-cols-1 gap-4 md:grid-cols-[minmax(0,1fr)_15rem] lg:grid-cols-[minmax(0,1fr)_14rem_9rem]"
    >
      <div className="flex min-w-0 flex-col gap-3">
        <div className="flex flex-wrap items-center gap-3">
          <Avatar person={student} size="lg" />
          <div className="min-w-0 grow basis-24">
            <h2 className="font-semibold">{name}</h2>
            <p className="text-sm text-soft">
              {sharedMinutes > 0 ? `${durationText(sharedMinutes)} together a week` : 'No shared hours yet'}
            </p>
            <StrengthBar strength={strength} />
          </div>
          <div className="-my-2 -mr-2 flex flex-col items-end self-start lg:-my-1 lg:flex-row-reverse lg:items-center">
            <SafetyButton person={student} isIgnorable onHide={onHide} />
            <WhyButton name={name} id={whyId} isOpen={showsWhy} onToggle={() => setShowsWhy(!showsWhy)} />
          </div>
        </div>
        {children}
        {reasons.length > 0 && (
          <p className="text-sm text-soft first-letter:uppercase">{reasons.join(' · ')}</p>
        )}
        <div id={whyId} hidden={!showsWhy}>
          {showsWhy && <Why match={match} among={among} />}
        </div>
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
        <MatchAction match={match} courses={courses} />
      </div>
    </Card>
  )
}
