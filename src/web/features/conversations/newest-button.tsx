import { ChevronDown } from 'lucide-react'

/** Leads to the newest message; says how many below one has not read. */
export function NewestButton({ unread, onClick }: { unread: number; onClick: () => void }) {
  return (
    <div className="pointer-events-none sticky bottom-3 z-10 flex h-0 items-end justify-end">
      <button
        type="button"
        aria-label={`Newest message${unread > 0 ? `, ${unread} new` : ''}`}
        onClick={onClick}
        className="pointer-events-auto relative inline-flex size-11 shrink-0 items-center justify-center rounded-full border bg-surface text-soft shadow-md hover:text-ink"
      >
        <ChevronDown aria-hidden="true" className="size-5" />
        {unread > 0 && (
          <span className="absolute -top-1.5 -right-1 min-w-5 rounded-full bg-accent px-1.5 text-center text-xs leading-5 font-semibold text-accent-ink">
            {unread > 99 ? '99+' : unread}
          </span>
        )}
      </button>
    </div>
  )
}
