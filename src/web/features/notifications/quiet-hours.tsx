import type { NotificationSettings } from '#contract/notifications.ts'
import { Field } from '../../ui/field.tsx'
import { TextInput } from '../../ui/text-input.tsx'

type Hours = NonNullable<NotificationSettings['quietHours']>

interface QuietHoursProps {
  hours: Hours | null
  onChange: (hours: Hours | null) => void
}

const night: Hours = { from: '22:00', to: '07:00' }

/** When no push is to come; local to the campus. */
export function QuietHours({ hours, onChange }: QuietHoursProps) {
  return (
    <fieldset>
      <legend className="sr-only">Quiet hours</legend>
      <label className="flex min-h-11 items-start gap-3">
        <input
          type="checkbox"
          aria-label="Quiet hours"
          aria-describedby="quiet"
          checked={hours !== null}
          onChange={({ target }) => onChange(target.checked ? night : null)}
          className="mt-1 size-5 shrink-0 accent-accent"
        />
        <span>
          Quiet hours
          <span id="quiet" className="block text-sm text-soft">
            No push comes then; once they are over you hear of what is still new.
          </span>
        </span>
      </label>
      {hours && (
        <div className="mt-3 grid max-w-sm grid-cols-2 gap-3">
          <Field label="From">
            <Time value={hours.from} onEnter={(from) => onChange({ ...hours, from })} />
          </Field>
          <Field label="To">
            <Time value={hours.to} onEnter={(to) => onChange({ ...hours, to })} />
          </Field>
        </div>
      )}
    </fieldset>
  )
}

/** Taken once one has left it: while it is written it is half a time. */
function Time({ value, onEnter }: { value: string; onEnter: (time: string) => void }) {
  return (
    <TextInput
      key={value}
      type="time"
      required
      defaultValue={value}
      onBlur={({ target }) => {
        if (target.value && target.value !== value) onEnter(target.value)
      }}
    />
  )
}
