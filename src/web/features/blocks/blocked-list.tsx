import { useQuery } from '@tanstack/react-query'
import { sayProblem } from '../../api/problem-error.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useToast } from '../../ui/toast.tsx'
import { KeptAwayList } from './kept-away-list.tsx'
import { blocksQuery } from './list-blocks.ts'
import { useUnblockStudent } from './unblock-student.ts'

export function BlockedList() {
  const { data: people, error, refetch } = useQuery(blocksQuery)
  const unblock = useUnblockStudent()
  const toast = useToast()
  if (error) return <ProblemNotice error={error} retry={() => void refetch()} />
  if (!people) return <Skeleton className="h-16" />
  return (
    <KeptAwayList
      people={people.map((person) => ({ ...person, since: person.blockedAt }))}
      action="Unblock"
      empty="Nobody. You can block somebody from their card or a conversation."
      busyId={unblock.isPending ? unblock.variables : undefined}
      onAction={({ id, firstName }) =>
        unblock.mutate(id, {
          onSuccess: () => toast({ text: `${firstName} is not blocked any more`, tone: 'success' }),
          onError: (problem) => toast({ text: sayProblem(problem), tone: 'error' }),
        })
      }
    />
  )
}
