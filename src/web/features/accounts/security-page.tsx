import { Card } from '../../ui/card.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { BlockedList } from '../blocks/blocked-list.tsx'
import { ExportPanel } from '../exports/export-panel.tsx'
import { ChangeAddressForm } from './change-address-form.tsx'
import { ChangePasswordForm } from './change-password-form.tsx'
import { DeleteAccount } from './delete-account.tsx'
import { DeviceList } from './device-list.tsx'

export function SecurityPage() {
  return (
    <>
      <PageHeader
        title="Sign-in and safety"
        text="Who gets into your account, and who does not find you."
        back={{ to: '/profile', label: 'Back to your profile' }}
      />
      <div className="grid gap-5 lg:grid-cols-[1fr_24rem] lg:items-start">
        <div className="flex flex-col gap-5">
          <Card as="section" aria-labelledby="devices">
            <h2 id="devices" className="mb-3 font-semibold">
              Where you are signed in
            </h2>
            <DeviceList />
          </Card>
          <Card as="section" aria-labelledby="blocked">
            <h2 id="blocked" className="mb-3 font-semibold">
              Whom you have blocked
            </h2>
            <BlockedList />
          </Card>
        </div>
        <div className="flex flex-col gap-5">
          <Card as="section" aria-labelledby="password">
            <h2 id="password" className="mb-4 font-semibold">
              Change your password
            </h2>
            <ChangePasswordForm />
          </Card>
          <Card as="section" aria-labelledby="address">
            <h2 id="address" className="mb-4 font-semibold">
              Change your address
            </h2>
            <ChangeAddressForm />
          </Card>
          <Card as="section" aria-labelledby="export">
            <h2 id="export" className="mb-2 font-semibold">
              Everything about you
            </h2>
            <ExportPanel />
          </Card>
          <Card as="section" aria-labelledby="leave">
            <h2 id="leave" className="mb-2 font-semibold">
              Leave Campus Connect
            </h2>
            <DeleteAccount />
          </Card>
        </div>
      </div>
    </>
  )
}
