import { Link } from '@tanstack/react-router'
import type { Place } from './navigation.ts'

/** One tab of the frame, with how much waits there. */
export function PlaceLink({ place, waiting = 0 }: { place: Place; waiting?: number }) {
  const Icon = place.icon
  return (
    <Link
      to={place.to}
      activeOptions={{ exact: place.to === '/' }}
      className="group relative flex min-w-0 flex-1 flex-col items-center justify-center gap-1 text-xs font-medium text-soft hover:text-ink focus-visible:-outline-offset-4 aria-[current=page]:text-accent-text lg:min-h-11 lg:flex-none lg:flex-row lg:justify-start lg:gap-3 lg:rounded-xl lg:px-3 lg:text-[0.95rem] lg:hover:bg-sunken lg:aria-[current=page]:bg-accent-tint"
    >
      <Icon aria-hidden="true" className="size-5.5 lg:size-5" />
      <span className="max-w-full truncate">{place.label}</span>
      {waiting > 0 && (
        <span className="absolute top-1.5 left-[calc(50%+0.25rem)] min-w-5 rounded-full bg-accent px-1.5 text-center text-[0.7rem] leading-5 font-semibold text-accent-ink lg:static lg:ml-auto">
          <span aria-hidden="true">{waiting > 99 ? '99+' : waiting}</span>
          <span className="sr-only">, {waiting} waiting</span>
        </span>
      )}
    </Link>
  )
}
