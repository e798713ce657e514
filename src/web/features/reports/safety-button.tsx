import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import type { Person } from '#contract/values.ts'
import type { ReportedMessage } from './report-about.tsx'
import { SafetyDialog } from './safety-dialog.tsx'

interface SafetyButtonProps {
  person: Person
  /** What they wrote to me, newest first; a report may show one to the staff. */
  messages?: readonly ReportedMessage[]
  /** What to do before they vanish from what is shown, and once they have. */
  onBlock?: (() => void) | undefined
  onBlocked?: (() => void) | undefined
}

/** Stands wherever one meets somebody: blocking and reporting is one step from there. */
export function SafetyButton({ person, messages = [], onBlock, onBlocked }: SafetyButtonProps) {
  const [isOpen, setIsOpen] = useState(false)
  const name = `${person.firstName} ${person.lastName}`
  return (
    <>
      <button
        type="button"
        aria-label={`Block or report ${name}`}
        title="Block or report"
        onClick={() => setIsOpen(true)}
        className="inline-flex size-11 items-center justify-center rounded-full text-soft hover:bg-sunken hover:text-ink lg:size-9"
      >
        <Ellipsis aria-hidden="true" className="size-5" />
      </button>
      {isOpen && (
        <SafetyDialog
          person={person}
          name={name}
          messages={messages}
          onClose={() => setIsOpen(false)}
          onBlock={onBlock}
          onBlocked={onBlocked}
        />
      )}
    </>
  )
}
