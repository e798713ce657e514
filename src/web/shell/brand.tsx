/** Mark and name. The mark is two free stretches and what they share, as in icon.svg. */
export function Brand() {
  return (
    <span className="inline-flex items-center gap-2.5 font-semibold tracking-tight">
      <svg viewBox="0 0 64 64" className="size-7" aria-hidden="true">
        <rect width="64" height="64" rx="16" fill="#0f6b62" />
        <rect x="13" y="13" width="25" height="25" rx="8" fill="#7cc9bd" />
        <rect x="26" y="26" width="25" height="25" rx="8" fill="#7cc9bd" />
        <rect x="26" y="26" width="12" height="12" rx="4" fill="#fff" />
      </svg>
      Campus Connect
    </span>
  )
}
