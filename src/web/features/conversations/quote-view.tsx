import type { Quote } from '#contract/conversations.ts'

interface QuoteViewProps {
  quote: Pick<Quote, 'content' | 'isDeleted'>
  sender: string
}

/** What a message answers, in two lines. */
export function QuoteView({ quote, sender }: QuoteViewProps) {
  return (
    <span className="mb-1.5 block border-l-2 border-current pl-2.5 text-sm opacity-80">
      <span className="block text-xs font-semibold">{sender}</span>
      <span className="line-clamp-2">
        {quote.isDeleted ? <em>This message was deleted</em> : quote.content}
      </span>
    </span>
  )
}
