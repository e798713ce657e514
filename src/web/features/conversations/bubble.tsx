import type { ReactNode } from 'react'
import { piecesOf } from './message-text.ts'

interface BubbleProps {
  content: string
  isMine: boolean
  /** Read out before the text. */
  sender: string
  /** Time or state below the text. */
  children?: ReactNode
}

/** One message. Its text is shown as it is, never as HTML. */
export function Bubble({ content, isMine, sender, children }: BubbleProps) {
  const look = isMine ? 'bg-accent text-accent-ink rounded-br-md' : 'border bg-surface rounded-bl-md'
  return (
    <li className={`flex flex-col ${isMine ? 'items-end' : 'items-start'}`}>
      <p
        className={`max-w-[85%] rounded-2xl px-3.5 py-2 break-words whitespace-pre-wrap sm:max-w-[70%] ${look}`}
      >
        <span className="sr-only">{sender}: </span>
        <MessageText text={content} />
      </p>
      {children}
    </li>
  )
}

function MessageText({ text }: { text: string }) {
  return piecesOf(text).map((piece, index) =>
    piece.href ? (
      <a
        key={index}
        href={piece.href}
        target="_blank"
        rel="noopener noreferrer nofollow"
        className="underline underline-offset-2 focus-visible:outline-current"
      >
        {piece.text}
      </a>
    ) : (
      piece.text
    ),
  )
}
