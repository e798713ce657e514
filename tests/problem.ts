import type { LightMyRequestResponse } from 'fastify'

/** Name of the problem that was answered; of a success its status. */
export function problemOf(response: LightMyRequestResponse): string {
  if (response.statusCode < 300) return String(response.statusCode)
  return response.json().type.replace('urn:campus-connect:problem:', '')
}
