import { Button } from '../../ui/button.tsx'
import { useAnswerConnection } from './answer-connection.ts'

/** Takes a request back. */
export function CancelButton({ id, name }: { id: string; name: string }) {
  const answer = useAnswerConnection()
  return (
    <Button
      variant="quiet"
      size="sm"
      busy={answer.isPending}
      onClick={() => answer.mutate({ id, answer: 'cancel' })}
      aria-label={`Cancel request to ${name}`}
    >
      Cancel request
    </Button>
  )
}
