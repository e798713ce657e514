import { Card } from '../../ui/card.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Section } from '../../ui/section.tsx'
import { PushPanel } from './push-panel.tsx'
import { SettingsPanel } from './settings-panel.tsx'

export function NotificationSettingsPage() {
  return (
    <>
      <PageHeader
        title="What you are told of"
        text="In the list behind the bell, by push and by mail."
        back={{ to: '/profile', label: 'Back to your profile' }}
      />
      <div className="grid gap-5 lg:grid-cols-[1fr_22rem] lg:items-start">
        <Card as="section" aria-label="What and how">
          <SettingsPanel />
        </Card>
        <Section id="this-device" title="This device">
          <PushPanel />
        </Section>
      </div>
    </>
  )
}
