import { CalendarPlus } from 'lucide-react'
import { useState } from 'react'
import type { Conversation } from '#contract/conversations.ts'
import { ProposeDialog } from './propose-dialog.tsx'

/** Stands in the head of a conversation. */
export function ProposeButton({ conversation }: { conversation: Conversation }) {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        aria-label="Propose a study session"
        title="Propose a study session"
        onClick={() => setIsOpen(true)}
        className="inline-flex size-11 items-center justify-center rounded-full text-soft hover:bg-sunken hover:text-ink lg:size-9"
      >
        <CalendarPlus aria-hidden="true" className="size-5" />
      </button>
      {isOpen && <ProposeDialog conversation={conversation} onClose={() => setIsOpen(false)} />}
    </>
  )
}
