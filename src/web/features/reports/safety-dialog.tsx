import { type SubmitEvent, useState } from 'react'
import { ReportReason } from '#contract/reports.ts'
import type { Person } from '#contract/values.ts'
import { Button } from '../../ui/button.tsx'
import { ChoiceList } from '../../ui/choice-list.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Select } from '../../ui/select.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useBlockStudent } from '../blocks/block-student.ts'
import { useUnblockStudent } from '../blocks/unblock-student.ts'
import { useIgnoreStudent } from '../ignores/ignore-student.ts'
import { useUnignoreStudent } from '../ignores/unignore-student.ts'
import { type Distance, labelOf, optionsFor, past } from './distance.ts'
import { reasonText } from './reason-text.ts'
import { type About, ReportAbout, type ReportedMessage } from './report-about.tsx'
import { useReportStudent } from './report-student.ts'

interface SafetyDialogProps {
  person: Person
  title: string
  messages: readonly ReportedMessage[]
  isIgnorable: boolean
  onClose: () => void
  onHide: (() => void) | undefined
  onBlocked: (() => void) | undefined
}

const reasons = [
  { value: '', label: 'Do not report' },
  ...ReportReason.options.map((value) => ({ value, label: reasonText[value] })),
] as const

/** Ignores or blocks, reports, or both at once. */
export function SafetyDialog({
  person,
  title,
  messages,
  onClose,
  isIgnorable,
  onHide,
  onBlocked,
}: SafetyDialogProps) {
  const [distance, setDistance] = useState<Distance>('block')
  const [about, setAbout] = useState<About>({ kind: 'person' })
  const [reason, setReason] = useState<ReportReason | ''>('')
  const block = useBlockStudent()
  const unblock = useUnblockStudent()
  const ignore = useIgnoreStudent()
  const unignore = useUnignoreStudent()
  const report = useReportStudent()
  const toast = useToast()
  const label = labelOf(distance, reason !== '')

  function done() {
    onClose()
    if (distance === 'block') onBlocked?.()
    if (distance === 'none') toast({ text: 'The staff will look at it', tone: 'success' })
    else
      toast({
        text: `${person.firstName} is ${past[distance]}${reason ? ' and reported' : ''}`,
        tone: 'success',
        action: {
          label: distance === 'block' ? 'Unblock' : 'Undo',
          onClick: () => (distance === 'block' ? unblock : unignore).mutate(person.id),
        },
      })
  }

  function keepAway() {
    if (distance === 'ignore') ignore.mutate(person.id, { onSuccess: done })
    else if (distance === 'block' && !reason) block.mutate(person.id, { onSuccess: done })
    else done()
  }

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault()
    if (distance !== 'none') onHide?.()
    // Reported but not ignored, since the network went: the second try does not report again.
    if (!reason || report.isSuccess) return keepAway()
    const note = String(new FormData(event.currentTarget).get('note') ?? '').trim()
    report.mutate(
      { studentId: person.id, ...about, reason, block: distance === 'block', ...(note && { note }) },
      { onSuccess: keepAway },
    )
  }

  return (
    <Dialog open title={title} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <ChoiceList
          label={`Keep ${person.firstName} away`}
          options={optionsFor(person.firstName, isIgnorable)}
          value={distance}
          onChange={setDistance}
        />
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
        <ProblemNotice error={block.error ?? ignore.error ?? report.error} />
        <div className="flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
          <Button variant="secondary" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            variant={distance === 'ignore' ? 'primary' : 'danger'}
            disabled={distance === 'none' && !reason}
            busy={block.isPending || ignore.isPending || report.isPending}
          >
            {label}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
