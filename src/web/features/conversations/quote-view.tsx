import type { Quote } from '#contract/conversations.ts'

interface QuoteViewProps {
  quote: Pick<Quote, 'content' | 'isDeleted'>
  sender: string
  onOpen: () => void
}

/** What a message answers, in two lines; leads to it. */
export function QuoteView({ quote, sender, onOpen }: QuoteViewProps) {
  return (
    <button
      type="button"
      aria-label={`Answers ${sender}: ${quote.isDeleted ? 'a deleted message' : quote.content}`}
      onClick={onOpen}
      className="mb-1.5 block w-full border-l-2 border-current pl-2.5 text-left text-sm opacity-80 hover:opacity-100 focus-visible:outline-current"
    >
      <span className="block text-xs font-semibold">{sender}</span>
      <span className="line-clamp-2">
        {quote.isDeleted ? <em>This message was deleted</em> : quote.content}
      </span>
    </button>
  )
}
