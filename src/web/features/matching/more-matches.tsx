import { useQuery } from '@tanstack/react-query'
import { UserRoundSearch } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Advice, type AdviceProps } from './advice.tsx'
import { adviceQuery } from './advise-matches.ts'

type MoreMatchesProps = Omit<AdviceProps, 'advice'> & { courseId: string }

/** At the end of a list: why these, and what would bring more. */
export function MoreMatches({ courseId, ...rest }: MoreMatchesProps) {
  const [isOpen, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <div className="mt-5 flex justify-center">
      <Button variant="quiet" onClick={() => setOpen(true)}>
        <UserRoundSearch aria-hidden="true" /> Get more matches
      </Button>
      <Dialog open={isOpen} title="Get more matches" onClose={close}>
        <AskedAdvice
          {...rest}
          courseId={courseId}
          // What then happens, and its Undo, is in the page behind.
          onAdd={(hour) => {
            close()
            rest.onAdd(hour)
          }}
        />
      </Dialog>
    </div>
  )
}

function AskedAdvice({ courseId, ...rest }: MoreMatchesProps) {
  const { data: advice, error, refetch } = useQuery(adviceQuery(courseId, rest.filters))
  if (advice) return <Advice advice={advice} {...rest} />
  return error ? <ProblemNotice error={error} retry={() => void refetch()} /> : <Skeleton className="h-44" />
}
