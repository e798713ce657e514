import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Provider } from '#contract/providers.ts'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import { universitiesQuery } from '../universities/list-universities.ts'

type Terms = Pick<Provider, 'name' | 'clientId' | 'universityId' | 'isAuthority' | 'isEnabled'>

interface TermsFieldsProps {
  /** null: a new one. */
  provider: Provider | null
  errors: Record<string, string | undefined>
}

const row = 'flex min-h-11 items-center gap-3 text-sm'
const box = 'size-5 shrink-0 accent-accent'

/** What may be said about a provider at any time. `termsOf` reads them from the form. */
export function TermsFields({ provider, errors }: TermsFieldsProps) {
  const { data } = useQuery(universitiesQuery)
  const [universityId, setUniversityId] = useState(provider?.universityId ?? '')
  const options = [
    { value: '', label: 'All universities' },
    ...(data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? []),
  ]
  return (
    <>
      <Field label="Name" hint="The button says “Continue with …”." error={errors.name}>
        <TextInput name="name" required maxLength={100} defaultValue={provider?.name} />
      </Field>
      <Field label="Client id" error={errors.clientId}>
        <TextInput name="clientId" required maxLength={500} defaultValue={provider?.clientId} />
      </Field>
      <Field
        label="Client secret"
        hint={provider?.hasSecret ? 'Empty: the one that is set stays.' : 'Empty: a public client.'}
        error={errors.clientSecret}
      >
        <TextInput name="clientSecret" type="password" maxLength={1000} autoComplete="off" />
      </Field>
      <Field label="For" error={errors.universityId}>
        <Select value={universityId} options={options} onChange={setUniversityId} />
      </Field>
      <input type="hidden" name="universityId" value={universityId} />
      {universityId && (
        <label className={row}>
          <input type="checkbox" name="isAuthority" className={box} defaultChecked={provider?.isAuthority} />
          Its own directory: addresses need not be marked as verified
        </label>
      )}
      <label className={row}>
        <input
          type="checkbox"
          name="isEnabled"
          className={box}
          defaultChecked={provider?.isEnabled ?? true}
        />
        Switched on
      </label>
    </>
  )
}

/** What a form with these fields holds; the secret apart, since empty means different things. */
export function termsOf(form: HTMLFormElement): { terms: Terms; secret: string; rest: FormData } {
  const data = new FormData(form)
  const word = (name: string) => String(data.get(name) ?? '').trim()
  const universityId = word('universityId') || null
  return {
    terms: {
      name: word('name'),
      clientId: word('clientId'),
      universityId,
      isAuthority: universityId !== null && data.has('isAuthority'),
      isEnabled: data.has('isEnabled'),
    },
    secret: word('clientSecret'),
    rest: data,
  }
}
