import type { Report } from '#contract/reports.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Card } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { useMe } from '../accounts/get-me.ts'
import { kindText, reasonText } from './reason-text.ts'
import { ReportActions } from './report-actions.tsx'
import { ReportEvidence } from './report-evidence.tsx'

const done = { dismiss: 'Dismissed', warn: 'Warned', suspend: 'Suspended', restore: 'Restored' }
const nobody = { firstName: 'Deleted', lastName: 'student', pictureUrl: null, email: '', isSuspended: false }

export function ReportCard({ report }: { report: Report }) {
  const { timeZone } = useMe().university
  const say = (instant: string) =>
    new Date(instant).toLocaleString(undefined, { timeZone, dateStyle: 'medium', timeStyle: 'short' })
  const { reporter, note, actions } = report
  const subject = report.subject ?? nobody
  return (
    <Card as="article" className="flex flex-col gap-4">
      <div className="flex items-center gap-3">
        <Avatar person={subject} size="lg" />
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold wrap-anywhere">
            {subject.firstName} {subject.lastName}
          </h2>
          <p className="text-sm break-all text-soft">{subject.email}</p>
        </div>
        {subject.isSuspended && <Chip tone="danger">Suspended</Chip>}
      </div>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
        <dt className="text-soft">{kindText[report.kind]}</dt>
        <dd>{reasonText[report.reason]}</dd>
        <dt className="text-soft">Reported</dt>
        <dd>
          {say(report.createdAt)} by{' '}
          {reporter ? `${reporter.firstName} ${reporter.lastName}` : 'somebody who left'}
          {report.reports > 1 && ` · ${report.reports} reports about ${subject.firstName} in all`}
        </dd>
        {note && (
          <>
            <dt className="text-soft">They say</dt>
            <dd className="whitespace-pre-line wrap-anywhere">{note}</dd>
          </>
        )}
        <ReportEvidence report={report} say={say} />
        {actions.map((action) => (
          <div key={action.at} className="col-span-2 grid grid-cols-subgrid">
            <dt className="text-soft">{done[action.action]}</dt>
            <dd className="wrap-anywhere">
              {say(action.at)} by {action.by}
              {action.note && `: ${action.note}`}
            </dd>
          </div>
        ))}
      </dl>
      <ReportActions report={report} />
    </Card>
  )
}
