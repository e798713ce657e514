import { useQuery } from '@tanstack/react-query'
import { CircleCheck, Info } from 'lucide-react'
import { findUniversity } from './find-university.ts'
import { universitiesQuery } from './list-universities.ts'

/** Says, while an address is typed, which university it belongs to. */
export function UniversityHint({ email, finished }: { email: string; finished: boolean }) {
  const { data } = useQuery(universitiesQuery)
  const finding = data ? findUniversity(email, data.items, finished) : { kind: 'nothing-yet' as const }
  return (
    <span
      aria-live="polite"
      className="flex items-start gap-1.5 [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0"
    >
      {finding.kind === 'nothing-yet' && 'The one that your university gave you.'}
      {finding.kind === 'known' && (
        <span className="flex gap-1.5 font-medium text-success-text">
          <CircleCheck aria-hidden="true" /> {finding.university.name}
        </span>
      )}
      {finding.kind === 'unknown' && (
        <span className="flex gap-1.5 text-warning-text">
          <Info aria-hidden="true" />
          <span>
            We do not know a university at <b className="font-semibold">{finding.domain}</b> yet. Do you have
            another address, one from your university?
          </span>
        </span>
      )}
    </span>
  )
}
