import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import type { Person } from '#contract/values.ts'
import type { ReportedMessage } from './report-about.tsx'
import { SafetyDialog } from './safety-dialog.tsx'

interface SafetyButtonProps {
  person: Person
  /** What they wrote to me, newest first; a report may show one to the staff. */
  messages?: readonly ReportedMessage[]
  /** Where ignoring makes a difference: not to a connection that stands. */
  isIgnorable?: boolean
  /** What to do before they vanish from what is shown. */
  onHide?: (() => void) | undefined
  /** What to do once they are blocked. */
  onBlocked?: (() => void) | undefined
}

/** Stands wherever one meets somebody: ignoring, blocking and reporting is one step from there. */
export function SafetyButton({
  person,
  messages = [],
  isIgnorable = false,
  onHide,
  onBlocked,
}: SafetyButtonProps) {
  const [isOpen, setIsOpen] = useState(false)
  const what = isIgnorable ? 'Ignore, block or report' : 'Block or report'
  const title = `${what} ${person.firstName} ${person.lastName}`
  return (
    <>
      <button
        type="button"
        aria-label={title}
        title={what}
        onClick={() => setIsOpen(true)}
        className="inline-flex size-11 items-center justify-center rounded-full text-soft hover:bg-sunken hover:text-ink lg:size-9"
      >
        <Ellipsis aria-hidden="true" className="size-5" />
      </button>
      {isOpen && (
        <SafetyDialog
          person={person}
          title={title}
          messages={messages}
          onClose={() => setIsOpen(false)}
          isIgnorable={isIgnorable}
          onHide={onHide}
          onBlocked={onBlocked}
        />
      )}
    </>
  )
}
