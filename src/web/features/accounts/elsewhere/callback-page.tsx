import { useQuery } from '@tanstack/react-query'
import { useLoaderData, useParams, useRouter } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { ProblemError } from '../../../api/problem-error.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { PageHeader } from '../../../ui/page-header.tsx'
import { ProblemNotice } from '../../../ui/problem-notice.tsx'
import { Spinner } from '../../../ui/spinner.tsx'
import { isSecondProofNeeded, SecondStep } from '../factors/second-step.tsx'
import { meQuery } from '../get-me.ts'
import { nextPath } from '../next-path.ts'
import { useFinishSignIn } from './finish-sign-in.ts'

/** Where a provider sends the browser back to. Hands over what it brought, once, and goes on. */
export function CallbackPage() {
  const { slug } = useParams({ from: '/public/sign-in/with/$slug' })
  const { query } = useLoaderData({ from: '/public/sign-in/with/$slug' })
  const router = useRouter()
  const { data: me } = useQuery(meQuery)
  const { mutate, error } = useFinishSignIn(slug)
  const isSent = useRef(false)
  useEffect(() => {
    if (isSent.current) return
    isSent.current = true
    mutate(query, {
      onSuccess: ({ next }) =>
        router.navigate({ href: nextPath(next ?? undefined, window.location.origin), replace: true }),
    })
  }, [mutate, query, router])

  if (!error)
    return (
      <>
        <PageHeader title="Signing in …" />
        <p role="status" className="flex items-center gap-3 text-soft">
          <Spinner /> One moment.
        </p>
      </>
    )
  if (isSecondProofNeeded(error))
    return (
      <SecondStep
        needed={error}
        onDone={() => void router.navigate({ to: '/', replace: true })}
        onAgain={() => void router.navigate({ to: '/sign-in' })}
      />
    )
  if (error instanceof ProblemError && error.name === 'link-needed')
    return (
      <>
        <PageHeader title={error.problem.title} text={error.problem.detail} />
        <div className="flex flex-col">
          <LinkButton to="/sign-in" search={{ next: '/profile/link' }} size="lg">
            Sign in and link
          </LinkButton>
        </div>
      </>
    )
  return (
    <>
      <PageHeader title={me ? 'That did not work' : 'You are not signed in'} />
      <div className="flex flex-col gap-5">
        <ProblemNotice error={error} />
        <LinkButton to={me ? '/profile/security' : '/sign-in'} size="lg">
          {me ? 'Back to your account' : 'Back to the sign-in page'}
        </LinkButton>
      </div>
    </>
  )
}
