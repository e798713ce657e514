import { ProblemError } from '../../../api/problem-error.ts'
import { PageHeader } from '../../../ui/page-header.tsx'
import { useFinishSignIn } from '../sign-in.ts'
import { SecondProof } from './second-proof.tsx'

/** Whether a sign-in went well so far, and asks for one more proof. */
export function isSecondProofNeeded(error: unknown): error is ProblemError {
  return error instanceof ProblemError && error.name === 'second-factor-needed'
}

interface SecondStepProps {
  needed: ProblemError
  onDone: () => void
  onAgain: () => void
}

/** The second half of a sign-in, in place of its page. */
export function SecondStep({ needed, onDone, onAgain }: SecondStepProps) {
  const finish = useFinishSignIn()
  return (
    <>
      <PageHeader title="One more proof" text="Your account asks for more than the first." />
      <SecondProof
        ways={needed.problem.ways ?? []}
        purpose="second-factor"
        busy={finish.isPending}
        error={finish.error}
        submit="Sign in"
        onProof={(proof) => finish.mutate(proof, { onSuccess: onDone })}
      />
      <p className="mt-6 text-soft">
        Lost all of it?{' '}
        <button
          type="button"
          className="font-medium text-accent-text underline underline-offset-4"
          onClick={onAgain}
        >
          Begin again
        </button>
        , or turn to the staff of your university.
      </p>
    </>
  )
}
