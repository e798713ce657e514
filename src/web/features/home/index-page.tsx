import { type QueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { lazyRouteComponent } from '@tanstack/react-router'
import { meQuery } from '../accounts/get-me.ts'
import { weekQuery } from '../availability/get-week.ts'
import { myCoursesQuery } from '../courses/list-my-courses.ts'
import { profileQuery } from '../profiles/get-profile.ts'

const HomePage = lazyRouteComponent(() => import('./home-page.tsx'), 'HomePage')
const LandingPage = lazyRouteComponent(() => import('./landing-page.tsx'), 'LandingPage')

/** Fetches whichever of the two will be shown, and what home asks for while its program is on its way. */
export function preloadIndex(queryClient: QueryClient) {
  if (!queryClient.getQueryData(meQuery.queryKey)) return LandingPage.preload?.()
  void queryClient.prefetchQuery(myCoursesQuery)
  void queryClient.prefetchQuery(weekQuery)
  void queryClient.prefetchQuery(profileQuery)
  return HomePage.preload?.()
}

/** The start: one's own for a signed-in student, the welcome for everybody else. */
export function IndexPage() {
  const { data: me } = useSuspenseQuery(meQuery)
  return me ? <HomePage /> : <LandingPage />
}
