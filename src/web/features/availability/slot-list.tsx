import { Pencil, Plus } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { type Hours, type SlotTimes, slotsFromHours } from './hours.ts'
import { SlotDialog } from './slot-dialog.tsx'
import { slotText, slotTimesText } from './slot-times.ts'
import { dayName } from './week-format.ts'

interface SlotListProps {
  hours: Hours
  days: readonly number[]
  /** Called when a slot is about to be changed. */
  onEdit: () => void
}

/** The week in words, and the way to change a slot to the minute. */
export function SlotList({ hours, days, onEdit }: SlotListProps) {
  // Undefined: closed; null: a new slot.
  const [edited, setEdited] = useState<SlotTimes | null>()
  const slots = slotsFromHours(hours)
  const used = days.filter((day) => slots.some((slot) => slot.day === day))
  return (
    <section aria-labelledby="slots-heading">
      <div className="flex items-center justify-between gap-3">
        <h2 id="slots-heading" className="text-lg font-semibold">
          Your hours
        </h2>
        <Button variant="quiet" size="sm" onClick={() => setEdited(null)}>
          <Plus aria-hidden="true" /> Add exact times
        </Button>
      </div>
      {used.length === 0 && (
        <p className="mt-1 text-soft">Nothing yet. Paint the week, or add exact times.</p>
      )}
      <dl className="mt-2 divide-y">
        {used.map((day) => (
          <div key={day} className="grid grid-cols-[5.75rem_1fr] gap-x-2 py-1.5">
            <dt className="pt-2 text-sm font-medium">{dayName(day)}</dt>
            {slots
              .filter((slot) => slot.day === day)
              .map((slot) => (
                <dd key={slot.start} className="col-start-2">
                  <button
                    type="button"
                    aria-label={`Change ${slotText(slot)}`}
                    onClick={() => setEdited(slot)}
                    className="-mx-2 flex min-h-11 w-[calc(100%+1rem)] items-center justify-between gap-2 rounded-lg px-2 text-left text-sm whitespace-nowrap tabular-nums hover:bg-sunken lg:min-h-9"
                  >
                    {slotTimesText(slot)}
                    <Pencil aria-hidden="true" className="size-4 text-soft" />
                  </button>
                </dd>
              ))}
          </div>
        ))}
      </dl>
      {edited !== undefined && (
        <SlotDialog slot={edited} days={days} onEdit={onEdit} onClose={() => setEdited(undefined)} />
      )}
    </section>
  )
}
