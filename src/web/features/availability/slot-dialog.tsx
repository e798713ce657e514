import { Trash2 } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import type { SlotInput } from '#contract/availability.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Select } from '../../ui/select.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { type SlotEdit, useEditSlot } from './edit-slot.ts'
import type { SlotTimes } from './hours.ts'
import { enteredTimes, slotFromTimes, spanOfSlot } from './slot-times.ts'
import { dayName, durationText } from './week-format.ts'

interface SlotDialogProps {
  /** null for a new slot. */
  slot: SlotTimes | null
  days: readonly number[]
  onEdit: () => void
  onClose: () => void
}

const monday: SlotTimes = { day: 1, start: '09:00', endDay: 1, end: '10:00' }

/** One slot to the minute: add, change, remove. */
export function SlotDialog({ slot, days, onEdit, onClose }: SlotDialogProps) {
  const [times, setTimes] = useState(() => enteredTimes(slot ?? monday))
  const edit = useEditSlot()
  const meant = slotFromTimes(times)

  function send(wanted: SlotEdit) {
    onEdit()
    edit.mutate(wanted, { onSuccess: onClose })
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault()
    if (meant) send({ from: slot, to: meant })
  }

  return (
    <Dialog open title={slot ? 'Change these hours' : 'Add hours'} onClose={onClose}>
      <form onSubmit={onSubmit} className="flex flex-col gap-4">
        <Field label="Day">
          <Select
            value={String(times.day)}
            options={days.map((day) => ({ value: String(day), label: dayName(day) }))}
            onChange={(day) => setTimes({ ...times, day: Number(day) })}
          />
        </Field>
        <div className="grid grid-cols-2 gap-3">
          <Field label="From">
            <TextInput
              type="time"
              required
              value={times.start}
              onChange={({ target }) => setTimes({ ...times, start: target.value })}
            />
          </Field>
          <Field label="To">
            <TextInput
              type="time"
              required
              value={times.end}
              onChange={({ target }) => setTimes({ ...times, end: target.value })}
            />
          </Field>
        </div>
        <p role="status" className="text-sm text-soft">
          {meant ? lengthText(meant) : 'Enter both times.'}
        </p>
        <ProblemNotice error={edit.error} />
        <div className="flex gap-2">
          {slot && (
            <Button
              variant="secondary"
              disabled={edit.isPending}
              onClick={() => send({ from: slot, to: null })}
              className="mr-auto"
            >
              <Trash2 aria-hidden="true" /> Remove
            </Button>
          )}
          <Button type="submit" busy={edit.isPending} disabled={!meant} className={slot ? '' : 'flex-1'}>
            {slot ? 'Save' : 'Add'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** "4 hr, until Tuesday morning" */
function lengthText(slot: SlotInput): string {
  const { start, end } = spanOfSlot(slot)
  const length = durationText(end - start)
  const endDay = slot.endDay ?? slot.day
  return endDay === slot.day ? length : `${length}, past midnight into ${dayName(endDay)}`
}
