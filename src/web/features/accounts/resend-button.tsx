import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useResendVerification } from './resend-verification.ts'

/** Mails the link again and says so. */
export function ResendButton({ email }: { email: string }) {
  const resend = useResendVerification()
  return (
    <div className="flex flex-col gap-3">
      <Button
        variant="secondary"
        className="self-start"
        busy={resend.isPending}
        onClick={() => resend.mutate(email)}
      >
        Send the mail again
      </Button>
      {resend.isSuccess && <Notice tone="success">Sent to {email}. Look into your spam folder, too.</Notice>}
      <ProblemNotice error={resend.error} />
    </div>
  )
}
