import { type ReactNode, useId } from 'react'

interface ChoiceGroupProps<Value extends string | null> {
  label: ReactNode
  hint?: string
  options: readonly { value: Value; label: string }[]
  value: Value
  onChange: (value: Value) => void
  /** Hides the label from sight, not from screen readers. */
  quietLabel?: boolean
}

/** One of a few, as pills. Radio buttons underneath: arrow keys move, a screen reader counts. */
export function ChoiceGroup<Value extends string | null>(props: ChoiceGroupProps<Value>) {
  const name = useId()
  return (
    <fieldset aria-describedby={props.hint && `${name}-hint`}>
      <legend className={props.quietLabel ? 'sr-only' : 'mb-2 text-sm font-medium'}>{props.label}</legend>
      {props.hint && (
        <p id={`${name}-hint`} className="-mt-1 mb-2 text-sm text-soft">
          {props.hint}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        {props.options.map((option) => (
          <label
            key={option.value ?? ''}
            className="inline-flex min-h-11 items-center rounded-full border border-edge bg-surface px-4 text-sm font-medium transition-colors select-none hover:bg-sunken has-checked:border-accent has-checked:bg-accent has-checked:text-accent-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name={name}
              className="sr-only"
              checked={option.value === props.value}
              onChange={() => props.onChange(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
