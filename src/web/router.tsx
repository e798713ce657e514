import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { meQuery } from './features/accounts/get-me.ts'
import { pendingReceivedQuery } from './features/connections/list-connections.ts'
import { readTab } from './features/connections/tab.ts'
import { myCoursesQuery } from './features/courses/list-my-courses.ts'
import type { CoursesTab } from './features/courses/page.tsx'
import { IndexPage, preloadIndex } from './features/home/index-page.tsx'
import { readAllFilters, readFilters } from './features/matching/filters.ts'
import { profileQuery } from './features/profiles/get-profile.ts'
import { BrokenPage, ErrorPage } from './shell/error-page.tsx'
import { NotFoundPage } from './shell/not-found-page.tsx'
import { PendingPage } from './shell/pending-page.tsx'
import { PublicLayout } from './shell/public-layout.tsx'
import { RootLayout } from './shell/root-layout.tsx'
import { preloadFrame, SignedInLayout } from './shell/signed-in-layout.tsx'

interface Context {
  queryClient: QueryClient
}

const root = createRootRouteWithContext<Context>()({
  component: RootLayout,
  notFoundComponent: NotFoundPage,
  errorComponent: BrokenPage,
})

const publicPages = createRoute({ getParentRoute: () => root, id: 'public', component: PublicLayout })

/** There is nothing to sign in or up for while a session holds. */
const onlySignedOut = async ({ context }: { context: Context }) => {
  if (await context.queryClient.ensureQueryData(meQuery)) throw redirect({ to: '/' })
}

const signUp = createRoute({
  getParentRoute: () => publicPages,
  path: '/sign-up',
  beforeLoad: onlySignedOut,
  component: lazyRouteComponent(() => import('./features/accounts/sign-up-page.tsx'), 'SignUpPage'),
})

const signIn = createRoute({
  getParentRoute: () => publicPages,
  path: '/sign-in',
  beforeLoad: onlySignedOut,
  validateSearch: (search): { next?: string } =>
    typeof search.next === 'string' ? { next: search.next } : {},
  component: lazyRouteComponent(() => import('./features/accounts/sign-in-page.tsx'), 'SignInPage'),
})

/** As the provider wrote it: the router takes what looks like a number for one, and a code may look so. */
const arrivedWith = window.location.search

const signInWith = createRoute({
  getParentRoute: () => publicPages,
  path: '/sign-in/with/$slug',
  loader: () => ({ query: arrivedWith }),
  component: lazyRouteComponent(
    () => import('./features/accounts/elsewhere/callback-page.tsx'),
    'CallbackPage',
  ),
})

const checkMail = createRoute({
  getParentRoute: () => publicPages,
  path: '/check-mail',
  validateSearch: (search): { email?: string } =>
    typeof search.email === 'string' ? { email: search.email } : {},
  component: lazyRouteComponent(() => import('./features/accounts/check-mail-page.tsx'), 'CheckMailPage'),
})

/** The code of a mailed link. */
const verify = createRoute({
  getParentRoute: () => publicPages,
  path: '/verify',
  component: lazyRouteComponent(() => import('./features/accounts/verify-page.tsx'), 'VerifyPage'),
})

const forgotPassword = createRoute({
  getParentRoute: () => publicPages,
  path: '/forgot-password',
  component: lazyRouteComponent(
    () => import('./features/accounts/forgot-password-page.tsx'),
    'ForgotPasswordPage',
  ),
})

const resetPassword = createRoute({
  getParentRoute: () => publicPages,
  path: '/reset-password',
  component: lazyRouteComponent(
    () => import('./features/accounts/reset-password-page.tsx'),
    'ResetPasswordPage',
  ),
})

const confirmAddress = createRoute({
  getParentRoute: () => publicPages,
  path: '/confirm-address',
  component: lazyRouteComponent(
    () => import('./features/accounts/confirm-address-page.tsx'),
    'ConfirmAddressPage',
  ),
})

const outbox = createRoute({
  getParentRoute: () => publicPages,
  path: '/outbox',
  component: lazyRouteComponent(() => import('./features/accounts/outbox-page.tsx'), 'OutboxPage'),
})

/** Everything below needs a session, except `/`, which welcomes whoever has none. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    const me = await context.queryClient.ensureQueryData(meQuery)
    if (me) void preloadFrame()
    else if (location.pathname !== '/') throw redirect({ to: '/sign-in', search: { next: location.href } })
  },
  component: SignedInLayout,
})

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  loader: ({ context }) => preloadIndex(context.queryClient),
  component: IndexPage,
})

const courses = createRoute({
  getParentRoute: () => signedIn,
  path: '/courses',
  validateSearch: (search): { tab?: CoursesTab; q?: string } => ({
    ...(search.tab === 'mine' || search.tab === 'find' ? { tab: search.tab } : {}),
    ...(search.q ? { q: String(search.q) } : {}),
  }),
  loader: ({ context }) => context.queryClient.ensureQueryData(myCoursesQuery),
  component: lazyRouteComponent(() => import('./features/courses/page.tsx'), 'CoursesPage'),
})

const profile = createRoute({
  getParentRoute: () => signedIn,
  path: '/profile',
  loader: ({ context }) => context.queryClient.ensureQueryData(profileQuery),
  component: lazyRouteComponent(() => import('./features/profiles/page.tsx'), 'ProfilePage'),
})

const security = createRoute({
  getParentRoute: () => signedIn,
  path: '/profile/security',
  component: lazyRouteComponent(() => import('./features/accounts/security-page.tsx'), 'SecurityPage'),
})

const link = createRoute({
  getParentRoute: () => signedIn,
  path: '/profile/link',
  component: lazyRouteComponent(() => import('./features/accounts/elsewhere/link-page.tsx'), 'LinkPage'),
})

const providers = createRoute({
  getParentRoute: () => signedIn,
  path: '/staff/providers',
  component: lazyRouteComponent(() => import('./features/providers/page.tsx'), 'ProvidersPage'),
})

const reports = createRoute({
  getParentRoute: () => signedIn,
  path: '/staff/reports',
  component: lazyRouteComponent(() => import('./features/reports/page.tsx'), 'ReportsPage'),
})

const staff = createRoute({
  getParentRoute: () => signedIn,
  path: '/staff/people',
  component: lazyRouteComponent(() => import('./features/staff/page.tsx'), 'StaffPage'),
})

const matches = createRoute({
  getParentRoute: () => signedIn,
  path: '/courses/$courseId',
  validateSearch: readFilters,
  component: lazyRouteComponent(() => import('./features/matching/page.tsx'), 'MatchesPage'),
})

const allMatches = createRoute({
  getParentRoute: () => signedIn,
  path: '/matches',
  validateSearch: readAllFilters,
  component: lazyRouteComponent(() => import('./features/matching/all-page.tsx'), 'AllMatchesPage'),
})

const availability = createRoute({
  getParentRoute: () => signedIn,
  path: '/availability',
  component: lazyRouteComponent(() => import('./features/availability/page.tsx'), 'AvailabilityPage'),
})

const connections = createRoute({
  getParentRoute: () => signedIn,
  path: '/connections',
  validateSearch: readTab,
  // Asked anew at every visit: the page opens where something waits.
  loader: ({ context }) => context.queryClient.fetchQuery({ ...pendingReceivedQuery, staleTime: 0 }),
  component: lazyRouteComponent(() => import('./features/connections/page.tsx'), 'ConnectionsPage'),
})

const conversations = createRoute({
  getParentRoute: () => signedIn,
  path: '/conversations',
  validateSearch: (search): { q?: string } => (search.q ? { q: String(search.q) } : {}),
  component: lazyRouteComponent(() => import('./features/conversations/list-page.tsx'), 'ConversationsPage'),
})

const conversation = createRoute({
  getParentRoute: () => signedIn,
  path: '/conversations/$connectionId',
  /** Sequence of the message that it opens at. */
  validateSearch: (search): { at?: number } => (Number(search.at) > 0 ? { at: Number(search.at) } : {}),
  component: lazyRouteComponent(() => import('./features/conversations/page.tsx'), 'ConversationPage'),
})

const studySessions = createRoute({
  getParentRoute: () => signedIn,
  path: '/sessions',
  component: lazyRouteComponent(() => import('./features/study-sessions/page.tsx'), 'StudySessionsPage'),
})

const routeTree = root.addChildren([
  publicPages.addChildren([
    signUp,
    signIn,
    signInWith,
    checkMail,
    verify,
    forgotPassword,
    resetPassword,
    confirmAddress,
    outbox,
  ]),
  signedIn.addChildren([
    home,
    courses,
    matches,
    allMatches,
    availability,
    profile,
    security,
    link,
    providers,
    reports,
    staff,
    connections,
    conversations,
    conversation,
    studySessions,
  ]),
])

export function buildRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: ErrorPage,
    defaultPendingComponent: PendingPage,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof buildRouter>
  }
}
