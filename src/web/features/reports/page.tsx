import { useInfiniteQuery } from '@tanstack/react-query'
import { ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import type { Report } from '#contract/reports.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Select } from '../../ui/select.tsx'
import { ShowMore } from '../../ui/show-more.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { reportsQuery } from './list-reports.ts'
import { ReportCard } from './report-card.tsx'

const states = [
  { value: 'open', label: 'Open' },
  { value: 'closed', label: 'Closed' },
] as const

/** For staff: what students told, oldest first. */
export function ReportsPage() {
  const [status, setStatus] = useState<Report['status']>('open')
  const query = useInfiniteQuery(reportsQuery(status))
  const reports = query.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <>
      <PageHeader
        title="Reports"
        text="What students told you about others. Of messages you see the reported one and what came right before it."
        actions={<Select label="Which reports" value={status} options={states} onChange={setStatus} />}
      />
      <ProblemNotice error={query.error} retry={() => void query.refetch()} />
      {query.isPending && <Skeleton className="h-48" />}
      {query.isSuccess && reports.length === 0 && (
        <EmptyState
          icon={ShieldCheck}
          title={status === 'open' ? 'Nothing is waiting' : 'Nothing was closed yet'}
          text="New reports appear here."
        />
      )}
      <ul className="flex flex-col gap-3" aria-label="Reports">
        {reports.map((report) => (
          <li key={report.id}>
            <ReportCard report={report} />
          </li>
        ))}
      </ul>
      <ShowMore list={query}>{reports.length} shown</ShowMore>
    </>
  )
}
