import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { getMe } from '#contract/accounts.ts'
import { call } from './client.ts'
import { ProblemError } from './problem-error.ts'

/** Milliseconds in which an answer that brings a new cookie has come. */
const pause = 500

/** The page's cache of answers. `onSignedOut` is told when any call finds that the session has ended. */
export function buildQueryClient(onSignedOut: () => void): QueryClient {
  let isAsking = false
  const onError = (error: Error) => {
    if (!isSignedOut(error) || isAsking) return
    isAsking = true
    void leaveUnlessSignedIn()
  }
  /** Whoever is refused may have asked by the id that the session had a moment before it was given another. */
  async function leaveUnlessSignedIn() {
    await new Promise((resolve) => setTimeout(resolve, pause))
    const found = await call(getMe).catch((error: Error) => error)
    isAsking = false
    if (!(found instanceof Error)) await client.invalidateQueries()
    else if (isSignedOut(found)) onSignedOut()
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: { queries: { staleTime: 30_000, retry: mayHeal } },
  })
  return client
}

const isSignedOut = (error: Error) => error instanceof ProblemError && error.name === 'not-signed-in'

/** Trying again helps against a lost connection or a busy server, not against a refusal. */
function mayHeal(failures: number, error: Error): boolean {
  const status = error instanceof ProblemError ? error.problem.status : 500
  return failures < 2 && (status === 0 || status >= 500)
}
