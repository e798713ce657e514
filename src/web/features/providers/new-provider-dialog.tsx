import { useState } from 'react'
import { fieldErrors } from '../../api/problem-error.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { useCreateProvider } from './change-providers.ts'
import { ProviderForm } from './provider-form.tsx'
import { TermsFields, termsOf } from './terms-fields.tsx'

const presets = [
  { value: 'other', label: 'Any OpenID provider', issuer: '' },
  { value: 'google', label: 'Google', issuer: 'https://accounts.google.com' },
  { value: 'microsoft', label: 'Microsoft', issuer: 'https://login.microsoftonline.com/<tenant id>/v2.0' },
] as const

export function NewProviderDialog({ onClose }: { onClose: () => void }) {
  const create = useCreateProvider()
  const errors = fieldErrors(create.error)
  const [preset, setPreset] = useState<(typeof presets)[number]['value']>('other')
  const [issuer, setIssuer] = useState('')

  function submit(form: HTMLFormElement) {
    const { terms, secret, rest } = termsOf(form)
    const slug = String(rest.get('slug')).trim()
    create.mutate(
      { ...terms, slug, issuer: issuer.trim(), clientSecret: secret || null },
      { onSuccess: onClose },
    )
  }

  return (
    <Dialog open title="Add a provider" onClose={onClose}>
      <ProviderForm error={create.error} busy={create.isPending} onSubmit={submit} onClose={onClose}>
        <Field label="Kind">
          <Select
            value={preset}
            options={presets}
            onChange={(value) => {
              setPreset(value)
              setIssuer(presets.find((one) => one.value === value)?.issuer ?? '')
            }}
          />
        </Field>
        <Field
          label="Issuer"
          hint="It is asked for its configuration when you save. It cannot be changed later."
          error={errors.issuer}
        >
          <TextInput
            name="issuer"
            required
            maxLength={500}
            inputMode="url"
            value={issuer}
            onChange={(event) => setIssuer(event.target.value)}
          />
        </Field>
        <Field
          label="Short name"
          hint="Ends the redirect address that you tell the provider. It cannot be changed later."
          error={errors.slug}
        >
          <TextInput name="slug" required maxLength={50} autoCapitalize="none" spellCheck={false} />
        </Field>
        <TermsFields provider={null} errors={errors} />
      </ProviderForm>
    </Dialog>
  )
}
