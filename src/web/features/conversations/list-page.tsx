import { PageHeader } from '../../ui/page-header.tsx'
import { ConversationList } from './conversation-list.tsx'

export function ConversationsPage() {
  return (
    <>
      <PageHeader title="Messages" />
      <div className="max-w-2xl">
        <ConversationList />
      </div>
    </>
  )
}
