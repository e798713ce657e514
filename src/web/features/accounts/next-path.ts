/** Where to go after signing in: what `next` names on this site, or the start page. Never another site. */
export function nextPath(next: string | undefined, origin: string): string {
  const url = URL.parse(next ?? '/', origin)
  if (url?.origin !== origin || url.pathname.startsWith('//')) return '/'
  return url.pathname + url.search + url.hash
}
