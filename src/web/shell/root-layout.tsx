import { Outlet, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'

/** Around every page: the skip link, and the focus that follows a navigation. */
export function RootLayout() {
  useFocusAfterNavigation()
  return (
    <>
      <a
        href="#main"
        className="sr-only z-50 rounded-xl bg-accent px-4 py-3 font-medium text-accent-ink focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to content
      </a>
      <Outlet />
    </>
  )
}

/** A page that came by a link starts being read at its heading, as one that was loaded would. */
function useFocusAfterNavigation() {
  const router = useRouter()
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        if (fromLocation && pathChanged)
          document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
      }),
    [router],
  )
}
