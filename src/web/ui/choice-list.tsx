import { useId } from 'react'

interface ChoiceListProps<Value extends string> {
  label: string
  /** Hides the label from sight, not from screen readers. */
  quietLabel?: boolean
  options: readonly { value: Value; label: string; text: string }[]
  value: Value
  onChange: (value: Value) => void
}

/** One of a few that need a sentence each; for those that do not, see ChoiceGroup. */
export function ChoiceList<Value extends string>(props: ChoiceListProps<Value>) {
  const name = useId()
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className={props.quietLabel ? 'sr-only' : 'mb-1 text-sm font-medium'}>{props.label}</legend>
      {props.options.map(({ value, label, text }) => (
        <label key={value} className="flex min-h-11 items-start gap-3 py-1.5">
          <input
            type="radio"
            name={name}
            aria-describedby={`${name}-${value}`}
            aria-label={label}
            checked={value === props.value}
            onChange={() => props.onChange(value)}
            className="mt-1 size-5 shrink-0 accent-accent"
          />
          <span>
            <span className="font-medium">{label}</span>
            <span id={`${name}-${value}`} className="block text-sm text-soft">
              {text}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
