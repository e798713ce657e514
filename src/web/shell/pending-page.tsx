import { Spinner } from '../ui/spinner.tsx'

/** While a page is on its way longer than a moment. */
export function PendingPage() {
  return (
    <div role="status" className="flex min-h-[50dvh] items-center justify-center gap-3 text-soft">
      <Spinner className="size-5" /> Loading …
    </div>
  )
}
