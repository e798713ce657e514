import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { PageHeader } from '../../ui/page-header.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { pendingReceivedQuery } from './list-connections.ts'
import { PartnersPanel, ReceivedPanel, SentPanel } from './panels.tsx'
import { PastPanel } from './past-panel.tsx'
import { readTab, type Tab } from './tab.ts'

/** Requests and partners. */
export function ConnectionsPage() {
  const navigate = useNavigate()
  const waiting = useSuspenseQuery(pendingReceivedQuery).data.length
  const [first] = useState<Tab>(waiting > 0 ? 'received' : 'partners')
  const { tab = first } = readTab(useSearch({ strict: false }))
  return (
    <>
      <PageHeader title="Partners" />
      <Tabs<Tab>
        label="Requests and partners"
        value={tab}
        onChange={(next) => void navigate({ to: '/connections', search: { tab: next }, replace: true })}
        tabs={[
          { value: 'received', label: <Received count={waiting} />, panel: <ReceivedPanel /> },
          { value: 'sent', label: 'Sent', panel: <SentPanel /> },
          { value: 'partners', label: 'Partners', panel: <PartnersPanel /> },
          { value: 'past', label: 'Past', panel: <PastPanel /> },
        ]}
      />
    </>
  )
}

function Received({ count }: { count: number }) {
  if (count === 0) return 'Received'
  return (
    <>
      Received
      <span className="min-w-5 rounded-full bg-accent px-1.5 text-center text-xs leading-5 font-semibold text-accent-ink">
        {count}
      </span>
    </>
  )
}
