import { RefreshCw } from 'lucide-react'

interface ChangedPillProps {
  hasChanged: boolean
  /** How often the rows have moved by themselves; said to those who do not see it. */
  moves: number
  onShow: () => void
}

/** Over the top of the list, without taking room in it: newer rows wait for whoever reads. */
export function ChangedPill({ hasChanged, moves, onShow }: ChangedPillProps) {
  return (
    <div role="status" className="sticky top-8 z-20 flex h-0 justify-center">
      {hasChanged && (
        <button
          type="button"
          onClick={onShow}
          className="inline-flex min-h-11 -translate-y-1/2 items-center gap-2 rounded-full bg-ink px-4 text-sm font-medium text-canvas"
        >
          <RefreshCw aria-hidden="true" className="size-4" /> List has changed – show
        </button>
      )}
      {!hasChanged && moves > 0 && (
        <span key={moves} className="sr-only">
          The list has been renewed.
        </span>
      )}
    </div>
  )
}
