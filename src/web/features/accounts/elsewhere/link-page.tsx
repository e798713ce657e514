import { Button, LinkButton } from '../../../ui/button.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemNotice } from '../../../ui/problem-notice.tsx'
import { useMe } from '../get-me.ts'
import { useConfirmLink } from './change-links.ts'

/** After signing in elsewhere with the address of an account, and then to that account. */
export function LinkPage() {
  const me = useMe()
  const confirm = useConfirmLink()
  return (
    <>
      <PageHeader
        title={confirm.isSuccess ? 'Linked' : 'Link your sign-in'}
        text={
          confirm.isSuccess
            ? 'From now on you get in without your password.'
            : `Get into the account of ${me.email} with what you just signed in with, from now on.`
        }
      />
      <div className="flex max-w-md flex-col gap-4">
        <ProblemNotice error={confirm.error} />
        {!confirm.isSuccess && !confirm.error && (
          <Button size="lg" busy={confirm.isPending} onClick={() => confirm.mutate()}>
            Link it
          </Button>
        )}
        <LinkButton to={confirm.error ? '/profile/security' : '/'} variant="secondary" size="lg">
          {confirm.isSuccess ? 'Go on' : confirm.error ? 'Sign-in and safety' : 'Not now'}
        </LinkButton>
      </div>
    </>
  )
}
