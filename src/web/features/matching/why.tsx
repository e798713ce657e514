import { useQuery } from '@tanstack/react-query'
import { ChevronDown } from 'lucide-react'
import { profileQuery } from '../profiles/get-profile.ts'
import type { Fit } from './fit.ts'
import { mutualText, pointsText, scoreParts, sumText } from './score-parts.ts'

interface WhyProps {
  match: Fit & { mutual?: number | null }
  /** Among whom the best match is: "in this course". */
  among: string
}

/** Opens and closes the reasons with the given id. */
export function WhyButton(props: { name: string; id: string; isOpen: boolean; onToggle: () => void }) {
  return (
    <button
      type="button"
      aria-expanded={props.isOpen}
      aria-controls={props.id}
      onClick={props.onToggle}
      className="-mr-2 inline-flex min-h-11 items-center gap-1 self-start rounded-lg px-2 text-sm font-medium text-accent-text hover:underline lg:-mt-1 lg:min-h-8"
    >
      Why<span className="sr-only"> {props.name}</span>
      <ChevronDown
        aria-hidden="true"
        className={`size-4 transition-transform ${props.isOpen ? 'rotate-180' : ''}`}
      />
    </button>
  )
}

/** Why somebody stands where they stand: each part of the score. */
export function Why({ match, among }: WhyProps) {
  const { data: mine = null } = useQuery(profileQuery)
  const mutual = mutualText(match.mutual ?? null)
  return (
    <div className="rounded-xl bg-sunken p-3 text-sm">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-x-3 gap-y-1.5">
        {scoreParts(match, mine).map(({ name, said, points }) => (
          <div key={name} className="col-span-3 grid grid-cols-subgrid">
            <dt className="font-medium">{name}</dt>
            <dd>{said}</dd>
            <dd className={`tabular-nums ${points > 0 ? 'font-medium' : 'text-soft'}`}>
              {points > 0 ? `+${pointsText(points)}` : '0'}
              <span className="sr-only"> points</span>
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-2.5 border-t border-edge/40 pt-2.5">{sumText(match, among)}</p>
      {mutual && <p className="mt-1">{mutual}</p>}
    </div>
  )
}
