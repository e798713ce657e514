import { Pencil, Reply, X } from 'lucide-react'
import type { Message } from '#contract/conversations.ts'

/** What the next words are for: an answer to a message, or new words for one of mine. */
export interface Target {
  kind: 'reply' | 'edit'
  message: Message
}

interface ComposerTargetProps {
  target: Target
  /** Who wrote the message. */
  sender: string
  onClear: () => void
}

/** Says above the field what one is about to answer or change. */
export function ComposerTarget({ target: { kind, message }, sender, onClear }: ComposerTargetProps) {
  const Icon = kind === 'reply' ? Reply : Pencil
  return (
    <div className="mb-2 flex items-center gap-3 rounded-xl bg-sunken py-1 pr-1 pl-3">
      <Icon aria-hidden="true" className="size-4.5 shrink-0 text-accent-text" />
      <div className="min-w-0 flex-1 text-sm">
        <p className="font-semibold text-accent-text">
          {kind === 'edit' ? 'Edit message' : sender === 'You' ? 'Reply to yourself' : `Reply to ${sender}`}
        </p>
        <p className="truncate text-soft">{message.content}</p>
      </div>
      <button
        type="button"
        aria-label={kind === 'edit' ? 'Stop editing' : 'Do not reply'}
        onClick={onClear}
        className="inline-flex size-11 shrink-0 items-center justify-center rounded-full text-soft hover:bg-surface hover:text-ink"
      >
        <X aria-hidden="true" className="size-5" />
      </button>
    </div>
  )
}
