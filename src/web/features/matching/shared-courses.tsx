import type { ConnectionStatus } from '#contract/matching.ts'
import { Chip } from '../../ui/chip.tsx'
import type { SharedCourse } from './match-action.tsx'

const looks = {
  none: { tone: 'neutral', word: '' },
  pending_sent: { tone: 'warning', word: 'Asked' },
  pending_received: { tone: 'accent', word: 'Asks you' },
  connected: { tone: 'success', word: 'Partner' },
} as const satisfies Record<ConnectionStatus, object>

/** The courses that both are in, each with how the two stand in it. */
export function SharedCourses({ courses }: { courses: readonly SharedCourse[] }) {
  return (
    <ul aria-label="Courses you share" className="flex flex-wrap gap-1.5">
      {courses.map(({ id, code, name, section, status }) => (
        <li key={id} title={`${name}, section ${section}`}>
          <Chip tone={looks[status].tone}>
            {code}
            {looks[status].word && ` · ${looks[status].word}`}
          </Chip>
        </li>
      ))}
    </ul>
  )
}
