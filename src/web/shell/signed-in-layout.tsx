import { useSuspenseQuery } from '@tanstack/react-query'
import { lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { meQuery } from '../features/accounts/get-me.ts'
import { WelcomeLayout } from './welcome-layout.tsx'

const Frame = lazyRouteComponent(() => import('./frame.tsx'), 'Frame')

/** Fetches the frame while the page in it is on its way. */
export const preloadFrame = () => Frame.preload?.()

/** The frame for a signed-in student. Without one only `/` gets here, as the landing page. */
export function SignedInLayout() {
  const { data: me } = useSuspenseQuery(meQuery)
  const Layout = me ? Frame : WelcomeLayout
  return (
    <Layout>
      <Outlet />
    </Layout>
  )
}
