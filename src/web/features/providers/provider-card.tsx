import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Provider } from '#contract/providers.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { universitiesQuery } from '../universities/list-universities.ts'
import { useDeleteProvider } from './change-providers.ts'
import { EditProviderDialog } from './edit-provider-dialog.tsx'

export function ProviderCard({ provider }: { provider: Provider }) {
  const { name, universityId, isAuthority, isEnabled, links } = provider
  const { data: universities } = useQuery(universitiesQuery)
  const [open, setOpen] = useState<'edit' | 'delete' | null>(null)
  const remove = useDeleteProvider(provider.id)
  const university = universities?.items.find(({ id }) => id === universityId)?.name
  const facts = [
    [
      'For',
      universityId ? `${university ?? '…'}${isAuthority ? ', its directory' : ''}` : 'all universities',
    ],
    ['Issuer', provider.issuer],
    ['Client', `${provider.clientId}${provider.hasSecret ? '' : ', without a secret'}`],
    ['Redirect address', provider.redirectUri],
    ['Linked accounts', String(links)],
  ] as const
  return (
    <Card as="article" className="flex flex-col gap-4">
      <div className="flex items-center gap-3">
        <h2 className="min-w-0 flex-1 font-semibold wrap-anywhere">{name}</h2>
        {!isEnabled && <Chip>Switched off</Chip>}
      </div>
      <dl className="grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[auto_minmax(0,1fr)]">
        {facts.map(([term, said]) => (
          <div key={term} className="sm:col-span-2 sm:grid sm:grid-cols-subgrid">
            <dt className="text-soft">{term}</dt>
            <dd className="break-all">{said}</dd>
          </div>
        ))}
      </dl>
      <ProblemNotice error={remove.error} />
      <div className="flex flex-wrap gap-2">
        <Button variant="secondary" size="sm" aria-label={`Change ${name}`} onClick={() => setOpen('edit')}>
          Change
        </Button>
        <Button variant="quiet" size="sm" aria-label={`Delete ${name}`} onClick={() => setOpen('delete')}>
          Delete
        </Button>
      </div>
      {open === 'edit' && <EditProviderDialog provider={provider} onClose={() => setOpen(null)} />}
      <ConfirmDialog
        open={open === 'delete'}
        title={`Delete ${name}?`}
        confirm="Delete"
        busy={remove.isPending}
        onConfirm={() => remove.mutate(undefined, { onSettled: () => setOpen(null) })}
        onClose={() => setOpen(null)}
      >
        {links === 0
          ? 'No account is linked with it.'
          : `${links === 1 ? 'One account is' : `${links} accounts are`} linked with it; whoever has no password sets one by mail. To keep the links, switch it off instead.`}
      </ConfirmDialog>
    </Card>
  )
}
