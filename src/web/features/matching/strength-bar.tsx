import { strengthText } from './reasons.ts'

/** Strength next to the best of the course: a word, and a bar for the eye. */
export function StrengthBar({ strength }: { strength: number }) {
  return (
    <div className="flex items-center gap-2 text-xs font-medium whitespace-nowrap text-soft">
      {strengthText(strength)}
      <span aria-hidden="true" className="h-1.5 w-16 overflow-hidden rounded-full bg-sunken">
        <span className="block h-full rounded-full bg-accent" style={{ width: `${strength * 100}%` }} />
      </span>
    </div>
  )
}
