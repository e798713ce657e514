import { Check } from 'lucide-react'
import { Button } from '../../ui/button.tsx'
import { useAnswerConnection } from './answer-connection.ts'

interface AnswerButtonsProps {
  id: string
  /** Whose request it is. */
  name: string
}

/** Accept or decline what one was asked. */
export function AnswerButtons({ id, name }: AnswerButtonsProps) {
  const { mutate, isPending, variables } = useAnswerConnection()
  return (
    <>
      <Button
        className="flex-1"
        busy={isPending && variables.answer === 'accept'}
        disabled={isPending}
        onClick={() => mutate({ id, answer: 'accept' })}
        aria-label={`Accept ${name}`}
      >
        <Check aria-hidden="true" /> Accept
      </Button>
      <Button
        variant="secondary"
        className="flex-1"
        busy={isPending && variables.answer === 'decline'}
        disabled={isPending}
        onClick={() => mutate({ id, answer: 'decline' })}
        aria-label={`Decline ${name}`}
      >
        Decline
      </Button>
    </>
  )
}
