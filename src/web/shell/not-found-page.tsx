import { LinkButton } from '../ui/button.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { PublicLayout } from './public-layout.tsx'

export function NotFoundPage() {
  return (
    <PublicLayout>
      <PageHeader
        title="There is no such page"
        text="The link may be old, or a letter of the address is missing."
      />
      <LinkButton to="/">Go to the start</LinkButton>
    </PublicLayout>
  )
}
