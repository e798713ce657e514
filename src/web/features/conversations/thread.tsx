import { useCallback, useMemo, useState } from 'react'
import type { Conversation, Message } from '#contract/conversations.ts'
import { sayProblem } from '../../api/problem-error.ts'
import { Notice } from '../../ui/notice.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useMe } from '../accounts/get-me.ts'
import { useDeleteMessage, useEditMessage } from './change-message.ts'
import { Composer } from './composer.tsx'
import { ComposerTarget, type Target } from './composer-target.tsx'
import { MessagePane } from './message-pane.tsx'
import { wordsOf } from './message-words.ts'
import type { Draft } from './outbox.ts'
import { useOutbox } from './send-message.ts'
import { say } from './signals.ts'

/** What was written, and where one writes. */
export function Thread({ conversation, at }: { conversation: Conversation; at?: number | undefined }) {
  const { id, partner, isOpen } = conversation
  const me = useMe()
  const outbox = useOutbox(id)
  const [target, setTarget] = useState<Target | null>(null)
  const edit = useEditMessage(id)
  const remove = useDeleteMessage(id)
  const toast = useToast()
  const onError = useCallback((error: Error) => toast({ text: sayProblem(error), tone: 'error' }), [toast])

  const actions = useMemo(
    () => ({
      isOpen,
      onReply: (message: Message) => setTarget({ kind: 'reply', message }),
      onEdit: (message: Message) => setTarget({ kind: 'edit', message }),
      onDelete: (message: Message) => remove.mutate(message, { onError }),
    }),
    [isOpen, remove.mutate, onError],
  )

  function send(draft: Draft) {
    if (target?.kind === 'edit') edit.mutate({ id: target.message.id, content: draft.content }, { onError })
    else outbox.add({ ...draft, ...(target && { replyTo: target.message.sequence }) })
    setTarget(null)
  }

  return (
    <>
      <MessagePane conversation={conversation} at={at} actions={actions} />
      {isOpen ? (
        <div>
          {target && (
            <ComposerTarget
              target={target}
              sender={target.message.senderId === me.id ? 'You' : partner.firstName}
              onClear={() => setTarget(null)}
            />
          )}
          {target?.kind === 'edit' && (
            <Composer
              key={target.message.id}
              name={partner.firstName}
              editing={wordsOf(target.message)}
              focusOn={target}
              onSend={send}
              onCancel={() => setTarget(null)}
            />
          )}
          {/* Out of sight it keeps what was begun. */}
          <div className={target?.kind === 'edit' ? 'hidden' : ''}>
            <Composer
              name={partner.firstName}
              focusOn={target?.kind === 'reply' && target}
              onWriting={() => say({ type: 'typing', conversationId: id })}
              onSend={send}
              onCancel={() => setTarget(null)}
            />
          </div>
        </div>
      ) : (
        <Notice title="This connection has ended">
          You can read what you both wrote, but not write any more.
        </Notice>
      )}
    </>
  )
}
