import { Button } from '../../ui/button.tsx'
import { useMe } from '../accounts/get-me.ts'

interface KeptAwayListProps {
  people: readonly { id: string; firstName: string; lastName: string; since: string }[]
  /** What the button does: "Unblock". */
  action: string
  busyId: string | undefined
  onAction: (person: { id: string; firstName: string }) => void
  /** Shown where there is nobody. */
  empty: string
}

/** People whom one does not want to meet, each with the way back. */
export function KeptAwayList({ people, action, busyId, onAction, empty }: KeptAwayListProps) {
  const { timeZone } = useMe().university
  if (people.length === 0) return <p className="text-sm text-soft">{empty}</p>
  return (
    <ul className="divide-y">
      {people.map((person) => (
        <li key={person.id} className="flex items-center gap-3 py-3 first:pt-0 last:pb-0">
          <div className="min-w-0 flex-1">
            <p className="font-medium wrap-anywhere">
              {person.firstName} {person.lastName}
            </p>
            <p className="text-sm text-soft">
              Since {new Date(person.since).toLocaleDateString(undefined, { timeZone, dateStyle: 'medium' })}
            </p>
          </div>
          <Button
            variant="quiet"
            size="sm"
            aria-label={`${action} ${person.firstName} ${person.lastName}`}
            busy={busyId === person.id}
            onClick={() => onAction(person)}
          >
            {action}
          </Button>
        </li>
      ))}
    </ul>
  )
}
