import { PageHeader } from '../../ui/page-header.tsx'
import { Section } from '../../ui/section.tsx'
import { BlockedList } from '../blocks/blocked-list.tsx'
import { SignalsPanel } from '../conversations/signals-panel.tsx'
import { ExportPanel } from '../exports/export-panel.tsx'
import { IgnoredList } from '../ignores/ignored-list.tsx'
import { VisibilityChoice } from '../profiles/visibility-choice.tsx'
import { ChangeAddressForm } from './change-address-form.tsx'
import { ChangePasswordForm } from './change-password-form.tsx'
import { DeleteAccount } from './delete-account.tsx'
import { DeviceList } from './device-list.tsx'
import { LinkList } from './elsewhere/link-list.tsx'
import { FactorsPanel } from './factors/factors-panel.tsx'

export function SecurityPage() {
  return (
    <>
      <PageHeader
        title="Sign-in and safety"
        text="Who gets into your account, and who finds you."
        back={{ to: '/profile', label: 'Back to your profile' }}
      />
      <div className="grid gap-5 lg:grid-cols-[1fr_24rem] lg:items-start">
        <div className="flex flex-col gap-5">
          <Section id="factors" title="Second proof">
            <FactorsPanel />
          </Section>
          <Section id="devices" title="Where you are signed in">
            <DeviceList />
          </Section>
          <Section id="elsewhere" title="Sign in without your password">
            <LinkList />
          </Section>
          <Section id="visibility" title="Who finds you">
            <VisibilityChoice />
          </Section>
          <Section id="signals" title="What you tell partners">
            <SignalsPanel />
          </Section>
          <Section id="ignored" title="Whom you ignore">
            <IgnoredList />
          </Section>
          <Section id="blocked" title="Whom you have blocked">
            <BlockedList />
          </Section>
        </div>
        <div className="flex flex-col gap-5">
          <Section id="password" title="Change your password">
            <ChangePasswordForm />
          </Section>
          <Section id="address" title="Change your address">
            <ChangeAddressForm />
          </Section>
          <Section id="export" title="Everything about you">
            <ExportPanel />
          </Section>
          <Section id="leave" title="Leave Campus Connect">
            <DeleteAccount />
          </Section>
        </div>
      </div>
    </>
  )
}
