import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Conversation } from '#contract/conversations.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { useDocumentTitle } from '../../ui/page-header.tsx'
import { PartnerState } from './partner-state.tsx'

interface ConversationHeaderProps {
  conversation: Conversation
  actions: ReactNode
}

/** With whom one writes, in as little height as a phone has to spare. */
export function ConversationHeader({ conversation, actions }: ConversationHeaderProps) {
  const { firstName, lastName } = conversation.partner
  const name = `${firstName} ${lastName}`
  useDocumentTitle(name)
  return (
    <header className="-mx-4 flex items-center gap-2.5 border-b px-4 pb-2.5 lg:mx-0 lg:px-0 lg:pb-4">
      <Link
        to="/conversations"
        aria-label="All messages"
        className="-ml-2.5 inline-flex size-11 shrink-0 items-center justify-center rounded-full text-soft hover:bg-sunken hover:text-ink lg:hidden"
      >
        <ArrowLeft aria-hidden="true" className="size-5" />
      </Link>
      <Avatar person={conversation.partner} size="md" />
      <div className="min-w-0 flex-1">
        <h1 tabIndex={-1} className="truncate text-lg leading-tight font-semibold">
          {name}
        </h1>
        <p className="truncate text-sm text-soft">
          <PartnerState conversation={conversation} />
        </p>
      </div>
      {actions}
    </header>
  )
}
