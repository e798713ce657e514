import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { useAnswerConnection } from './answer-connection.ts'

/** Ends a connection, after asking whether one means it. */
export function EndButton({ id, name }: { id: string; name: string }) {
  const [asks, setAsks] = useState(false)
  const answer = useAnswerConnection()
  return (
    <>
      <Button
        variant="secondary"
        onClick={() => setAsks(true)}
        aria-label={`End the connection with ${name}`}
      >
        End
      </Button>
      <ConfirmDialog
        open={asks}
        title={`End the connection with ${name}?`}
        confirm="End connection"
        cancel="Keep it"
        onConfirm={() => {
          setAsks(false)
          answer.mutate({ id, answer: 'cancel' })
        }}
        onClose={() => setAsks(false)}
      >
        You can both still read what you wrote, but not write any more.
      </ConfirmDialog>
    </>
  )
}
