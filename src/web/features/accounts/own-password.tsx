import { useQuery } from '@tanstack/react-query'
import { factorsQuery } from './factors/get-factors.ts'
import { PasswordField } from './password-field.tsx'

/** The password beside what is grave; nothing for whoever signs in elsewhere and has none. */
export function OwnPassword({ error }: { error?: string | undefined }) {
  const { data: factors } = useQuery(factorsQuery)
  if (factors && !factors.hasPassword) return null
  return <PasswordField error={error} autoComplete="current-password" />
}

/** What was typed there, if anything. */
export function passwordIn(form: HTMLFormElement): string | undefined {
  const password = new FormData(form).get('password')
  return password === null ? undefined : String(password)
}
