import { useQuery } from '@tanstack/react-query'
import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { allProvidersQuery } from './list-all-providers.ts'
import { NewProviderDialog } from './new-provider-dialog.tsx'
import { ProviderCard } from './provider-card.tsx'

/** For operators: where students may sign in elsewhere. */
export function ProvidersPage() {
  const { data: providers, error, refetch } = useQuery(allProvidersQuery)
  const [isAdding, setIsAdding] = useState(false)
  return (
    <>
      <PageHeader
        title="Sign-in providers"
        text="Where students may sign in elsewhere, besides the settings."
        back={{ to: '/profile', label: 'Back to your profile' }}
        actions={<Button onClick={() => setIsAdding(true)}>Add</Button>}
      />
      <ProblemNotice error={error} retry={() => void refetch()} />
      {!providers && !error && <Skeleton className="h-48" />}
      {providers?.length === 0 && (
        <EmptyState
          icon={KeyRound}
          title="None yet"
          text="Students sign in with their password until you add one."
        />
      )}
      <ul className="flex flex-col gap-3" aria-label="Providers">
        {providers?.map((provider) => (
          <li key={provider.id}>
            <ProviderCard provider={provider} />
          </li>
        ))}
      </ul>
      {isAdding && <NewProviderDialog onClose={() => setIsAdding(false)} />}
    </>
  )
}
