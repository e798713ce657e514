import { Card } from '../../ui/card.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ChangePasswordForm } from './change-password-form.tsx'
import { DeviceList } from './device-list.tsx'

export function SecurityPage() {
  return (
    <>
      <PageHeader
        title="Password and devices"
        text="Who can get into your account."
        back={{ to: '/profile', label: 'Back to your profile' }}
      />
      <div className="grid gap-5 lg:grid-cols-[1fr_24rem] lg:items-start">
        <Card as="section" aria-labelledby="devices">
          <h2 id="devices" className="mb-3 font-semibold">
            Where you are signed in
          </h2>
          <DeviceList />
        </Card>
        <Card as="section" aria-labelledby="password">
          <h2 id="password" className="mb-4 font-semibold">
            Change your password
          </h2>
          <ChangePasswordForm />
        </Card>
      </div>
    </>
  )
}
