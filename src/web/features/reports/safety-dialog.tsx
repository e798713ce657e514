import { type ReactNode, type SubmitEvent, useState } from 'react'
import { ReportReason } from '#contract/reports.ts'
import type { Person } from '#contract/values.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useBlockStudent } from '../blocks/block-student.ts'
import { useUnblockStudent } from '../blocks/unblock-student.ts'
import { reasonText } from './reason-text.ts'
import { type About, ReportAbout, type ReportedMessage } from './report-about.tsx'
import { useReportStudent } from './report-student.ts'

interface SafetyDialogProps {
  person: Person
  name: string
  messages: readonly ReportedMessage[]
  onClose: () => void
  onBlock: (() => void) | undefined
  onBlocked: (() => void) | undefined
}

const reasons = [
  { value: '', label: 'Do not report' },
  ...ReportReason.options.map((value) => ({ value, label: reasonText[value] })),
] as const

/** Blocks, reports, or both at once. */
export function SafetyDialog({ person, name, messages, onClose, onBlock, onBlocked }: SafetyDialogProps) {
  const [blocks, setBlocks] = useState(true)
  const [about, setAbout] = useState<About>({ kind: 'person' })
  const [reason, setReason] = useState<ReportReason | ''>('')
  const block = useBlockStudent()
  const unblock = useUnblockStudent()
  const report = useReportStudent()
  const toast = useToast()
  const label = reason ? (blocks ? 'Block and report' : 'Report') : 'Block'

  function done() {
    onClose()
    if (blocks) onBlocked?.()
    toast({
      text: blocks
        ? `${person.firstName} is blocked${reason ? ' and reported' : ''}`
        : 'The staff will look at it',
      tone: 'success',
      ...(blocks && { action: { label: 'Unblock', onClick: () => unblock.mutate(person.id) } }),
    })
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (blocks) onBlock?.()
    const note = String(new FormData(event.currentTarget).get('note') ?? '').trim()
    if (reason)
      report.mutate(
        {
          studentId: person.id,
          ...about,
          reason,
          block: blocks,
          ...(note && { note }),
        },
        { onSuccess: done },
      )
    else block.mutate(person.id, { onSuccess: done })
  }

  return (
    <Dialog open title={`Block or report ${name}`} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Choice checked={blocks} onChange={setBlocks} label="Block">
          You two no longer find each other, and cannot ask or write. {person.firstName} is not told.
        </Choice>
        <Field label="Tell the staff of your university">
          <Select
            value={reason}
            options={reasons}
            onChange={(value) => setReason(value as ReportReason | '')}
          />
        </Field>
        {reason && (
          <>
            <ReportAbout person={person} messages={messages} about={about} onChange={setAbout} />
            <Field
              label="What happened?"
              hint="Only staff read it. Of your messages they see none but what you report."
            >
              <TextArea name="note" maxLength={1000} />
            </Field>
          </>
        )}
        <ProblemNotice error={block.error ?? report.error} />
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button variant="secondary" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            variant="danger"
            disabled={!blocks && !reason}
            busy={block.isPending || report.isPending}
          >
            {label}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

interface ChoiceProps {
  checked: boolean
  onChange: (checked: boolean) => void
  label: string
  children: ReactNode
}

function Choice({ checked, onChange, label, children }: ChoiceProps) {
  return (
    <label className="flex min-h-11 items-start gap-3">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-1 size-5 shrink-0 accent-accent"
      />
      <span>
        <span className="font-medium">{label}</span>
        <span className="block text-sm text-soft">{children}</span>
      </span>
    </label>
  )
}
