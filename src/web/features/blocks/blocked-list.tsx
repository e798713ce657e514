import { useQuery } from '@tanstack/react-query'
import { sayProblem } from '../../api/problem-error.ts'
import { Button } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useMe } from '../accounts/get-me.ts'
import { blocksQuery } from './list-blocks.ts'
import { useUnblockStudent } from './unblock-student.ts'

export function BlockedList() {
  const { timeZone } = useMe().university
  const { data: people, error, refetch } = useQuery(blocksQuery)
  const unblock = useUnblockStudent()
  const toast = useToast()
  if (error) return <ProblemNotice error={error} retry={() => void refetch()} />
  if (!people) return <Skeleton className="h-16" />
  if (people.length === 0)
    return (
      <p className="text-sm text-soft">Nobody. You can block somebody from their card or a conversation.</p>
    )
  return (
    <ul className="divide-y">
      {people.map(({ id, firstName, lastName, blockedAt }) => (
        <li key={id} className="flex items-center gap-3 py-3 first:pt-0 last:pb-0">
          <div className="min-w-0 flex-1">
            <p className="font-medium wrap-anywhere">
              {firstName} {lastName}
            </p>
            <p className="text-sm text-soft">
              Since {new Date(blockedAt).toLocaleDateString(undefined, { timeZone, dateStyle: 'medium' })}
            </p>
          </div>
          <Button
            variant="quiet"
            size="sm"
            aria-label={`Unblock ${firstName} ${lastName}`}
            busy={unblock.isPending && unblock.variables === id}
            onClick={() =>
              unblock.mutate(id, {
                onSuccess: () => toast({ text: `${firstName} is not blocked any more`, tone: 'success' }),
                onError: (problem) => toast({ text: sayProblem(problem), tone: 'error' }),
              })
            }
          >
            Unblock
          </Button>
        </li>
      ))}
    </ul>
  )
}
