import { useNavigate, useSearch } from '@tanstack/react-router'
import { PageHeader } from '../../ui/page-header.tsx'
import { ConversationList } from './conversation-list.tsx'
import { MessageSearch } from './message-search.tsx'

export function ConversationsPage() {
  const { q = '' } = useSearch({ from: '/signed-in/conversations' })
  const navigate = useNavigate()
  return (
    <>
      <PageHeader title="Messages" />
      <div className="max-w-2xl">
        <MessageSearch
          q={q}
          onSearch={(words) =>
            void navigate({ to: '/conversations', search: words ? { q: words } : {}, replace: true })
          }
        >
          <ConversationList />
        </MessageSearch>
      </div>
    </>
  )
}
