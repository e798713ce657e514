import type { ReactNode } from 'react'
import type { Message } from '#contract/conversations.ts'
import { AttachmentView } from './attachment-view.tsx'
import { Bubble } from './bubble.tsx'
import { type MessageActions, MessageMenu } from './message-menu.tsx'
import { wordsOf } from './message-words.ts'
import { QuoteView } from './quote-view.tsx'

interface MessageBubbleProps {
  message: Message
  isMine: boolean
  isFound: boolean
  /** Says who wrote something: "You", or the partner's name. */
  nameOf: (senderId: string) => string
  actions: MessageActions
  children?: ReactNode
}

/** A message that has arrived, with what it answers and carries and what can be done with it. */
export function MessageBubble({ message, isMine, isFound, nameOf, actions, children }: MessageBubbleProps) {
  const { sequence, senderId, attachment, replyTo, deletedAt } = message
  const sender = nameOf(senderId)
  if (deletedAt)
    return (
      <Bubble
        content="This message was deleted"
        isMine={isMine}
        isFound={isFound}
        sequence={sequence}
        sender={sender}
        isGone
      >
        {children}
      </Bubble>
    )
  return (
    <Bubble
      content={wordsOf(message)}
      isMine={isMine}
      sequence={sequence}
      sender={sender}
      isFound={isFound}
      above={
        <>
          {replyTo && (
            <QuoteView
              quote={replyTo}
              sender={nameOf(replyTo.senderId)}
              onOpen={() => actions.onShow(replyTo.sequence)}
            />
          )}
          {attachment && (
            <div className={wordsOf(message) ? '-mx-1.5 mb-1.5' : '-mx-1.5'}>
              <AttachmentView attachment={attachment} />
            </div>
          )}
        </>
      }
      isNarrow={attachment?.kind === 'image'}
      menu={<MessageMenu message={message} isMine={isMine} actions={actions} />}
    >
      {children}
    </Bubble>
  )
}
