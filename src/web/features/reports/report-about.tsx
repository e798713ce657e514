import type { Report } from '#contract/reports.ts'
import type { Person } from '#contract/values.ts'
import { ChoiceGroup } from '../../ui/choice-group.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'

/** What the other one wrote to me. */
export interface ReportedMessage {
  id: string
  content: string
}

export interface About {
  kind: Report['kind']
  messageId?: string
}

interface ReportAboutProps {
  person: Person
  /** Newest first. */
  messages: readonly ReportedMessage[]
  about: About
  onChange: (about: About) => void
}

/** What of somebody a report is about: themselves, one of their messages, their picture. */
export function ReportAbout({ person, messages, about, onChange }: ReportAboutProps) {
  const kinds = [
    { value: 'person' as const, label: person.firstName },
    ...(messages.length > 0 ? [{ value: 'message' as const, label: 'A message' }] : []),
    ...(person.pictureUrl ? [{ value: 'picture' as const, label: 'Their picture' }] : []),
  ]
  const [newest] = messages
  if (kinds.length === 1) return null
  return (
    <>
      <ChoiceGroup
        label="What is it about?"
        options={kinds}
        value={about.kind}
        onChange={(kind) => onChange({ kind, ...(kind === 'message' && newest && { messageId: newest.id }) })}
      />
      {about.kind === 'message' && (
        <Field label="Which one?" hint="Staff get a copy of it, and of up to five messages before it.">
          <Select
            value={about.messageId ?? ''}
            options={messages.map(({ id, content }) => ({ value: id, label: shortened(content) }))}
            onChange={(messageId) => onChange({ kind: 'message', messageId })}
          />
        </Field>
      )}
    </>
  )
}

const shortened = (text: string) => (text.length > 80 ? `${text.slice(0, 80)}…` : text)
