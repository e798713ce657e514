import { useInfiniteQuery } from '@tanstack/react-query'
import { MessageCircle } from 'lucide-react'
import { LinkButton } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { ShowMore } from '../../ui/show-more.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ConversationLink } from './conversation-link.tsx'
import { conversationsQuery } from './list-conversations.ts'

/** My conversations, last active first. */
export function ConversationList() {
  const query = useInfiniteQuery(conversationsQuery)
  if (query.isPending) return <Skeleton className="h-60" />
  if (query.error && !query.data)
    return <ProblemNotice error={query.error} retry={() => void query.refetch()} />

  const conversations = query.data.pages.flatMap(({ items }) => items)
  if (conversations.length === 0)
    return (
      <EmptyState
        icon={MessageCircle}
        title="No conversations yet"
        text="Once you and a classmate are connected, you write to each other here."
        action={<LinkButton to="/courses">Find partners</LinkButton>}
      />
    )
  return (
    <>
      <ul className="-mx-3 flex flex-col gap-1 sm:mx-0">
        {conversations.map((conversation) => (
          <li key={conversation.id}>
            <ConversationLink conversation={conversation} />
          </li>
        ))}
      </ul>
      <ShowMore list={query} />
    </>
  )
}
