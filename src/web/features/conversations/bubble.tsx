import type { ReactNode } from 'react'
import { piecesOf } from './message-text.ts'

interface BubbleProps {
  content: string
  isMine: boolean
  /** By which it is found on the page. */
  sequence?: number
  /** Read out before the text. */
  sender: string
  /** What it answers or carries, over the text. */
  above?: ReactNode
  /** Stands out, because one has looked for it. */
  isFound?: boolean
  /** Says what was there, rather than what somebody wrote. */
  isGone?: boolean
  /** As wide as an image. */
  isNarrow?: boolean
  /** What can be done with it. */
  menu?: ReactNode
  /** Time or state below the text. */
  children?: ReactNode
}

/** One message. Its text is shown as it is, never as HTML. */
export function Bubble({
  content,
  isMine,
  sequence,
  sender,
  above,
  isFound = false,
  isGone = false,
  isNarrow = false,
  menu,
  children,
}: BubbleProps) {
  const look = isMine ? 'bg-accent text-accent-ink rounded-br-md' : 'border bg-surface rounded-bl-md'
  return (
    <div
      data-sequence={sequence}
      data-found={isFound || undefined}
      className={`group flex flex-col rounded-2xl transition-colors duration-500 data-found:bg-accent-tint ${isMine ? 'items-end' : 'items-start'}`}
    >
      <div
        className={`flex max-w-[92%] items-center gap-0.5 sm:max-w-[75%] ${isMine ? 'flex-row-reverse' : ''}`}
      >
        <div
          className={`min-w-0 rounded-2xl px-3.5 py-2 break-words whitespace-pre-wrap ${isNarrow ? 'max-w-[17.25rem]' : ''} ${isGone ? 'border text-soft italic' : look}`}
        >
          <span className="sr-only">{sender}: </span>
          {above}
          <MessageText text={content} />
        </div>
        {menu}
      </div>
      {children}
    </div>
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
