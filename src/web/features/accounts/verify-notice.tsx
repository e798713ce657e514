import { Notice } from '../../ui/notice.tsx'
import { useMe } from './get-me.ts'
import { OutboxLink } from './outbox-link.tsx'
import { ResendButton } from './resend-button.tsx'

/** For a signed-in student whose address is not confirmed yet. */
export function VerifyNotice() {
  const { email } = useMe()
  return (
    <Notice
      tone="warning"
      title="Confirm your address"
      action={
        <div className="flex flex-col gap-3">
          <ResendButton email={email} />
          <OutboxLink />
        </div>
      }
    >
      Open the link that we mailed to {email}. Until then nobody can find you.
    </Notice>
  )
}
