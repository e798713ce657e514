import { useQuery } from '@tanstack/react-query'
import { sayProblem } from '../../api/problem-error.ts'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useToast } from '../../ui/toast.tsx'
import { KeptAwayList } from '../blocks/kept-away-list.tsx'
import { ignoredQuery } from './list-ignored.ts'
import { useUnignoreStudent } from './unignore-student.ts'

export function IgnoredList() {
  const { data: people, error, refetch } = useQuery(ignoredQuery)
  const unignore = useUnignoreStudent()
  const toast = useToast()
  if (error) return <ProblemNotice error={error} retry={() => void refetch()} />
  if (!people) return <Skeleton className="h-16" />
  return (
    <KeptAwayList
      people={people.map((person) => ({ ...person, since: person.ignoredAt }))}
      action="Show again"
      empty="Nobody. You can ignore somebody from their card or their request."
      busyId={unignore.isPending ? unignore.variables : undefined}
      onAction={({ id, firstName }) =>
        unignore.mutate(id, {
          onSuccess: () => toast({ text: `You see ${firstName} again`, tone: 'success' }),
          onError: (problem) => toast({ text: sayProblem(problem), tone: 'error' }),
        })
      }
    />
  )
}
