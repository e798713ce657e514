import { ChevronDown } from 'lucide-react'
import { controlLook, useControl } from './field.tsx'

interface SelectProps<Value extends string> {
  /** Read out when no Field around it carries a label. */
  label?: string
  /** Id of what says more about the choice, likewise. */
  describedBy?: string | undefined
  value: Value
  options: readonly { value: Value; label: string }[]
  onChange: (value: Value) => void
}

/** The browser's own select: phones show their own picker for it. */
export function Select<Value extends string>({
  label,
  describedBy,
  value,
  options,
  onChange,
}: SelectProps<Value>) {
  return (
    <div className="relative">
      <select
        aria-label={label}
        aria-describedby={describedBy}
        {...useControl()}
        value={value}
        onChange={(event) => onChange(event.target.value as Value)}
        className={`${controlLook} appearance-none truncate pr-10`}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-3 size-4.5 -translate-y-1/2 text-soft"
      />
    </div>
  )
}
