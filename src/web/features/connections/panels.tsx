import { Inbox, Send, UsersRound } from 'lucide-react'
import type { Connection } from '#contract/connections.ts'
import { LinkButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { AnswerButtons } from './answer-buttons.tsx'
import { CancelButton } from './cancel-button.tsx'
import { ConnectionCard } from './connection-card.tsx'
import { ConnectionList } from './connection-list.tsx'
import { EndButton } from './end-button.tsx'

const fullName = ({ partner }: Connection) => `${partner.firstName} ${partner.lastName}`

const findPartners = <LinkButton to="/courses">Find partners</LinkButton>

/** Requests that wait for my answer. */
export function ReceivedPanel() {
  return (
    <ConnectionList
      filter={{ status: 'pending', direction: 'received' }}
      empty={
        <EmptyState
          icon={Inbox}
          title="No requests are waiting"
          text="When someone asks to study with you, you answer here. You need not wait: ask first."
          action={findPartners}
        />
      }
      card={(connection) => (
        <ConnectionCard connection={connection} event="Asked you" at={connection.requestedAt}>
          <AnswerButtons id={connection.id} name={fullName(connection)} />
        </ConnectionCard>
      )}
    />
  )
}

/** Requests of mine that wait for an answer. */
export function SentPanel() {
  return (
    <ConnectionList
      filter={{ status: 'pending', direction: 'sent' }}
      empty={
        <EmptyState
          icon={Send}
          title="Nobody is asked at the moment"
          text="Open a course, see who shares your hours, and ask one or two of them."
          action={findPartners}
        />
      }
      card={(connection) => (
        <ConnectionCard connection={connection} event="You asked" at={connection.requestedAt}>
          <CancelButton id={connection.id} name={fullName(connection)} />
        </ConnectionCard>
      )}
    />
  )
}

/** Who studies with me. */
export function PartnersPanel() {
  return (
    <ConnectionList
      filter={{ status: 'accepted' }}
      empty={
        <EmptyState
          icon={UsersRound}
          title="No partners yet"
          text="Once someone says yes, the two of you stand here and can write to each other."
          action={findPartners}
        />
      }
      card={(connection) => (
        <ConnectionCard
          connection={connection}
          event="Connected"
          at={connection.respondedAt ?? connection.requestedAt}
        >
          <LinkButton
            to="/conversations/$connectionId"
            params={{ connectionId: connection.id }}
            className="flex-1"
            aria-label={`Message ${fullName(connection)}`}
          >
            Message
          </LinkButton>
          <EndButton id={connection.id} name={fullName(connection)} />
        </ConnectionCard>
      )}
    />
  )
}
