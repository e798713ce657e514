import type { ErrorComponentProps } from '@tanstack/react-router'
import { PageHeader } from '../ui/page-header.tsx'
import { ProblemNotice } from '../ui/problem-notice.tsx'
import { PublicLayout } from './public-layout.tsx'

/** In place of a page that cannot be shown; a new load also fetches a newer version of the program. */
export function ErrorPage({ error }: ErrorComponentProps) {
  return (
    <>
      <PageHeader title="That did not work" />
      <ProblemNotice error={error} retry={() => window.location.reload()} />
    </>
  )
}

/** The same where not even the frame could be shown. */
export function BrokenPage(props: ErrorComponentProps) {
  return (
    <PublicLayout>
      <ErrorPage {...props} />
    </PublicLayout>
  )
}
