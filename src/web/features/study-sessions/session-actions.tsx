import { Download } from 'lucide-react'
import { useState } from 'react'
import type { Conversation } from '#contract/conversations.ts'
import { getStudySessionCalendar, type StudySession } from '#contract/study-sessions.ts'
import { address } from '../../api/client.ts'
import { Button, ButtonAnchor } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useAnswerSession } from './answer-session.ts'
import { ProposeDialog } from './propose-dialog.tsx'

interface SessionActionsProps {
  session: StudySession
  conversation: Conversation
}

/** What one can do about a session that is proposed or agreed on; nothing once it is declined or cancelled. */
export function SessionActions({ session, conversation }: SessionActionsProps) {
  const { id, status, isMine, partner } = session
  const answer = useAnswerSession(conversation.id)
  const [isProposing, setIsProposing] = useState(false)
  const give = (what: 'accept' | 'decline' | 'cancel') => ({
    busy: answer.isPending && answer.variables.answer === what,
    disabled: answer.isPending,
    onClick: () => answer.mutate({ id, answer: what }),
  })
  const anotherTime = conversation.isOpen && (
    <Button size="sm" variant="secondary" onClick={() => setIsProposing(true)}>
      Another time
    </Button>
  )
  return (
    <>
      {status === 'proposed' && isMine && (
        <>
          <p className="text-soft">Waiting for {partner.firstName}</p>
          <div className="flex flex-wrap gap-2">
            {anotherTime}
            <Button size="sm" variant="quiet" {...give('cancel')}>
              Take it back
            </Button>
          </div>
        </>
      )}
      {status === 'proposed' && !isMine && (
        <div className="flex flex-wrap gap-2">
          <Button size="sm" {...give('accept')}>
            Accept
          </Button>
          {anotherTime}
          <Button size="sm" variant="quiet" {...give('decline')}>
            Decline
          </Button>
        </div>
      )}
      {status === 'accepted' && (
        <div className="flex flex-wrap gap-2">
          <CalendarFile id={id} />
          <Button size="sm" variant="quiet" {...give('cancel')}>
            Cancel it
          </Button>
        </div>
      )}
      <ProblemNotice error={answer.error} />
      {isProposing && (
        <ProposeDialog conversation={conversation} instead={session} onClose={() => setIsProposing(false)} />
      )}
    </>
  )
}

/** The session as a file that calendars open. */
export function CalendarFile({ id }: { id: string }) {
  return (
    <ButtonAnchor size="sm" variant="secondary" href={address(getStudySessionCalendar.path, { id })} download>
      <Download aria-hidden="true" />
      Calendar file
    </ButtonAnchor>
  )
}
