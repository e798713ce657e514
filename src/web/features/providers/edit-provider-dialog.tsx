import type { Provider } from '#contract/providers.ts'
import { fieldErrors } from '../../api/problem-error.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { useChangeProvider } from './change-providers.ts'
import { ProviderForm } from './provider-form.tsx'
import { TermsFields, termsOf } from './terms-fields.tsx'

export function EditProviderDialog({ provider, onClose }: { provider: Provider; onClose: () => void }) {
  const change = useChangeProvider(provider.id)

  function submit(form: HTMLFormElement) {
    const { terms, secret } = termsOf(form)
    change.mutate({ ...terms, ...(secret && { clientSecret: secret }) }, { onSuccess: onClose })
  }

  return (
    <Dialog open title={`Change ${provider.name}`} onClose={onClose}>
      <ProviderForm error={change.error} busy={change.isPending} onSubmit={submit} onClose={onClose}>
        <TermsFields provider={provider} errors={fieldErrors(change.error)} />
      </ProviderForm>
    </Dialog>
  )
}
