import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { dayName, weekDays } from '../availability/week-format.ts'
import { locations, paces, styles } from '../profiles/words.ts'
import { countFilters, type Filters } from './filters.ts'

interface FilterControlsProps {
  filters: Filters
  onChange: (filters: Filters) => void
}

type Choices<Value> = readonly { value: Value | null; label: string }[]

/** Place, style, pace and day; each change takes effect at once. */
export function FilterControls({ filters, onChange }: FilterControlsProps) {
  const days: Choices<number> = weekDays().map((day) => ({ value: day, label: dayName(day) }))
  return (
    <div className="flex flex-col gap-4">
      <Choice
        label="Free on"
        all="Any day"
        choices={days}
        value={filters.day}
        onChange={(day) => onChange({ ...filters, day })}
      />
      <Choice
        label="Place"
        all="Any place"
        choices={locations.filter(({ value }) => value !== 'any')}
        value={filters.location}
        onChange={(location) => onChange({ ...filters, location })}
      />
      <Choice
        label="Style"
        all="Any style"
        choices={styles.filter(({ value }) => value !== 'mixed')}
        value={filters.style}
        onChange={(style) => onChange({ ...filters, style })}
      />
      <Choice
        label="Pace"
        all="Any pace"
        choices={paces}
        value={filters.pace}
        onChange={(pace) => onChange({ ...filters, pace })}
      />
      {countFilters(filters) > 0 && (
        <Button
          variant="quiet"
          size="sm"
          className="self-start"
          onClick={() => onChange({ sort: filters.sort })}
        >
          Clear filters
        </Button>
      )}
    </div>
  )
}

interface ChoiceProps<Value> {
  label: string
  /** The choice that filters nothing. */
  all: string
  choices: Choices<Value>
  value: Value | undefined
  onChange: (value: Value | undefined) => void
}

function Choice<Value extends string | number>({ label, all, choices, value, onChange }: ChoiceProps<Value>) {
  const given = choices.filter((choice) => choice.value !== null)
  return (
    <Field label={label}>
      <Select
        value={String(value ?? '')}
        options={[
          { value: '', label: all },
          ...given.map((choice) => ({ value: String(choice.value), label: choice.label })),
        ]}
        onChange={(text) =>
          onChange(given.find((choice) => String(choice.value) === text)?.value ?? undefined)
        }
      />
    </Field>
  )
}
