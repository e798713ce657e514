import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { useDebounced } from '../../../ui/debounced.ts'
import { ProblemNotice } from '../../../ui/problem-notice.tsx'
import { domainOf } from './domain.ts'
import { useLeaveToSignIn } from './leave.ts'
import { providersQuery } from './list-providers.ts'

interface ProviderButtonsProps {
  /** As typed so far: a university's own provider shows once its domain is there. */
  email: string
  /** Path to go to afterwards. */
  next?: string | undefined
}

/** Ways to sign in, or up, that need no password here. Nothing where there is none. */
export function ProviderButtons({ email, next }: ProviderButtonsProps) {
  const [domain, setDomain] = useState('')
  const settle = useDebounced(setDomain)
  const typed = domainOf(email)
  useEffect(() => settle(typed), [settle, typed])
  const { data: providers = [] } = useQuery({ ...providersQuery(domain), placeholderData: keepPreviousData })
  const leave = useLeaveToSignIn()
  if (providers.length === 0) return null
  return (
    <section aria-label="Without a password" className="mt-6 flex flex-col gap-3">
      <p className="flex items-center gap-3 text-sm text-soft before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
        or
      </p>
      <ProblemNotice error={leave.error} />
      {providers.map(({ slug, name }) => (
        <Button
          key={slug}
          variant="secondary"
          size="lg"
          className="whitespace-normal"
          busy={leave.isPending && leave.variables.slug === slug}
          onClick={() => leave.mutate({ slug, next })}
        >
          Continue with {name}
        </Button>
      ))}
    </section>
  )
}
