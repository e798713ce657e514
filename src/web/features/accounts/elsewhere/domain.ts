/** Domain of an address that is being typed, once it can be one; else nothing. */
export function domainOf(email: string): string {
  return (
    email
      .trim()
      .match(/^[^@\s]+@([a-z0-9-]+(?:\.[a-z0-9-]+)+)$/i)?.[1]
      ?.toLowerCase() ?? ''
  )
}
