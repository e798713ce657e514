import { useQuery } from '@tanstack/react-query'
import { ChoiceList } from '../../ui/choice-list.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useChoice } from '../../ui/use-choice.ts'
import { visibilityQuery } from './get-visibility.ts'
import { usePutVisibility } from './put-visibility.ts'

const options = [
  {
    value: 'course',
    label: 'My course-mates',
    text: 'Whoever takes a course with you may find and ask you.',
  },
  {
    value: 'asked',
    label: 'Only whom I ask',
    text: 'You find others and ask first. Nobody else sees you, and your courses look as if you were not in them.',
  },
] as const

/** Holds as soon as it is chosen. */
export function VisibilityChoice() {
  const { data: visibility, error, refetch } = useQuery(visibilityQuery)
  const put = usePutVisibility()
  const toast = useToast()
  const [shown, choose] = useChoice(visibility, put.mutateAsync, (chosen) =>
    toast({
      text: chosen === 'course' ? 'Your course-mates find you' : 'Only whom you ask finds you',
      tone: 'success',
    }),
  )
  if (error) return <ProblemNotice error={error} retry={() => void refetch()} />
  if (!shown) return <Skeleton className="h-28" />
  return (
    <div className="flex flex-col gap-3">
      <ChoiceList label="Who finds you" quietLabel options={options} value={shown} onChange={choose} />
      <ProblemNotice error={put.error} />
    </div>
  )
}
