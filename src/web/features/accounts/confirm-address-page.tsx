import { Button, LinkButton } from '../../ui/button.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useConfirmAddress } from './change-address.ts'
import { useMailedToken } from './mailed-token.ts'

/** Only the button confirms: mail scanners open links, they do not press buttons. */
export function ConfirmAddressPage() {
  const token = useMailedToken()
  return <ConfirmAddress key={token} token={token} />
}

function ConfirmAddress({ token }: { token: string }) {
  const confirm = useConfirmAddress()
  if (confirm.isSuccess)
    return (
      <>
        <PageHeader
          title="Your address is changed"
          text={`Sign in with ${confirm.data.email} from now on.`}
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
      <PageHeader title="Use this address from now on" text="The old one stays until you press the button." />
      <div className="flex flex-col gap-5">
        <ProblemNotice error={confirm.error} />
        {!confirm.error && (
          <Button size="lg" busy={confirm.isPending} onClick={() => confirm.mutate(token)}>
            Use this address
          </Button>
        )}
      </div>
    </>
  )
}
