import { useMutation } from '@tanstack/react-query'
import { startLink, startSignInElsewhere } from '#contract/providers.ts'
import { call } from '../../../api/client.ts'

const depart = ({ url }: { url: string }) => window.location.assign(url)

/** Takes the browser to a provider to sign in. */
export function useLeaveToSignIn() {
  return useMutation({
    mutationFn: ({ slug, next }: { slug: string; next: string | undefined }) =>
      call(startSignInElsewhere, { params: { slug }, body: next ? { next } : {} }),
    onSuccess: depart,
  })
}

/** Takes the browser to a provider to link an identity there with my account. */
export function useLeaveToLink() {
  return useMutation({
    mutationFn: ({ slug, password }: { slug: string; password?: string }) =>
      call(startLink, { params: { slug }, body: password ? { password } : {} }),
    onSuccess: depart,
  })
}
