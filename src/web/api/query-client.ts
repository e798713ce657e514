import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ProblemError } from './problem-error.ts'

/** The page's cache of answers. `onSignedOut` is told when any call finds that the session has ended. */
export function buildQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: Error) => {
    if (error instanceof ProblemError && error.name === 'not-signed-in') onSignedOut()
  }
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: { queries: { staleTime: 30_000, retry: mayHeal } },
  })
}

/** Trying again helps against a lost connection or a busy server, not against a refusal. */
function mayHeal(failures: number, error: Error): boolean {
  const status = error instanceof ProblemError ? error.problem.status : 500
  return failures < 2 && (status === 0 || status >= 500)
}
