import type { ReactNode } from 'react'
import { Button } from './button.tsx'

interface ShowMoreProps {
  /** The list, as TanStack Query holds it. */
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
  /** Said above the button. */
  children?: ReactNode
}

/** Below a list that goes on. */
export function ShowMore({ list, children }: ShowMoreProps) {
  if (!list.hasNextPage) return null
  return (
    <div className="mt-5 flex flex-col items-center gap-2">
      {children && <p className="text-sm text-soft">{children}</p>}
      <Button variant="secondary" busy={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
        Show more
      </Button>
    </div>
  )
}
