import { useLocation } from '@tanstack/react-router'

/** The token of a mailed link: behind `#`, which browsers send to no server and in no Referer. Empty without one. */
export function useMailedToken(): string {
  const hash = useLocation({ select: (location) => location.hash })
  return new URLSearchParams(hash).get('token') ?? ''
}
