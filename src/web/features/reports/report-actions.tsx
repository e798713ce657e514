import { useState } from 'react'
import type { Report, StaffAction } from '#contract/reports.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useActOnReport } from './act-on-report.ts'

const said = { dismiss: 'Report closed', warn: 'Warning mailed', suspend: 'Suspended', restore: 'Restored' }

/** What staff may do about a report; suspending asks first. */
export function ReportActions({ report: { id, status, subject } }: { report: Report }) {
  const [note, setNote] = useState('')
  const [asks, setAsks] = useState(false)
  const act = useActOnReport(id)
  const toast = useToast()

  function go(action: StaffAction) {
    const body = { action, ...(note.trim() && { note: note.trim() }) }
    act.mutate(body, { onSuccess: () => toast({ text: said[action], tone: 'success' }) })
  }

  if (!subject && status === 'closed') return null
  return (
    <div className="flex flex-col gap-3">
      <Field label="Note for the record">
        <TextInput value={note} maxLength={1000} onChange={(event) => setNote(event.target.value)} />
      </Field>
      <ProblemNotice error={act.error} />
      <div className="flex flex-wrap gap-2">
        {status === 'open' && (
          <Button variant="secondary" size="sm" disabled={act.isPending} onClick={() => go('dismiss')}>
            Dismiss
          </Button>
        )}
        {subject && !subject.isSuspended && (
          <>
            <Button variant="secondary" size="sm" disabled={act.isPending} onClick={() => go('warn')}>
              Warn by mail
            </Button>
            <Button variant="danger" size="sm" disabled={act.isPending} onClick={() => setAsks(true)}>
              Suspend
            </Button>
          </>
        )}
        {subject?.isSuspended && (
          <Button variant="secondary" size="sm" disabled={act.isPending} onClick={() => go('restore')}>
            Restore the account
          </Button>
        )}
      </div>
      <ConfirmDialog
        open={asks}
        title={`Suspend ${subject?.firstName} ${subject?.lastName}?`}
        confirm="Suspend"
        busy={act.isPending}
        onConfirm={() => {
          setAsks(false)
          go('suspend')
        }}
        onClose={() => setAsks(false)}
      >
        They are signed out everywhere at once and vanish from every list. Nothing is deleted; you can restore
        the account.
      </ConfirmDialog>
    </div>
  )
}
