import { useMutation } from '@tanstack/react-query'
import { unsubscribe } from '#contract/notifications.ts'
import { call } from '../../api/client.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useMailedToken } from '../accounts/mailed-token.ts'

/** Only the button ends them: mail scanners open links, they do not press buttons. */
export function UnsubscribePage() {
  const token = useMailedToken()
  return <Unsubscribe key={token} token={token} />
}

function Unsubscribe({ token }: { token: string }) {
  const end = useMutation({ mutationFn: () => call(unsubscribe, { params: { token } }) })
  if (end.isSuccess)
    return (
      <>
        <PageHeader
          title="No more daily mails"
          text="You can have them again: in your profile, under notifications."
        />
        <div className="flex flex-col">
          <LinkButton to="/" size="lg">
            Go on
          </LinkButton>
        </div>
      </>
    )
  return (
    <>
      <PageHeader
        title="No more daily mails?"
        text="You still find everything behind the bell. Letters about your account go on."
      />
      <div className="flex flex-col gap-5">
        <ProblemNotice error={end.error} />
        {!end.error && (
          <Button size="lg" busy={end.isPending} onClick={() => end.mutate()}>
            Send me none
          </Button>
        )}
      </div>
    </>
  )
}
