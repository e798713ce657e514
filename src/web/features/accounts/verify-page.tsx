import { useQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { Button, LinkButton } from '../../ui/button.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { meQuery } from './get-me.ts'
import { useVerifyEmail } from './verify-email.ts'

/** Only the button confirms: mail scanners open links, they do not press buttons. */
export function VerifyPage() {
  const { token = '' } = useSearch({ from: '/public/verify' })
  const verify = useVerifyEmail()
  if (verify.isSuccess) return <Verified email={verify.data.email} />
  return (
    <>
      <PageHeader title="Confirm your address" text="One press, and classmates can find you." />
      <div className="flex flex-col gap-5">
        <ProblemNotice error={verify.error} />
        {verify.error ? (
          <LinkButton to="/check-mail" variant="secondary" size="lg">
            Get a new link
          </LinkButton>
        ) : (
          <Button size="lg" busy={verify.isPending} onClick={() => verify.mutate(token)}>
            Confirm my address
          </Button>
        )}
      </div>
    </>
  )
}

function Verified({ email }: { email: string }) {
  const { data: me } = useQuery(meQuery)
  return (
    <>
      <PageHeader title="Your address is confirmed" text={`${email} is yours. Now join your courses.`} />
      <div className="flex flex-col">
        {me ? (
          <LinkButton to="/" size="lg">
            Go on
          </LinkButton>
        ) : (
          <LinkButton to="/sign-in" size="lg">
            Sign in
          </LinkButton>
        )}
      </div>
    </>
  )
}
