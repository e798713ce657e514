import Bowser from 'bowser'
import type { FastifyRequest } from 'fastify'

/** What a request tells of where it comes from. */
export interface Device {
  userAgent: string | null
  ipAddress: string | null
}

export function deviceOf({ headers, ip }: FastifyRequest): Device {
  return { userAgent: headers['user-agent']?.slice(0, 500) ?? null, ipAddress: ip }
}

/** In words by which its owner knows it, such as `Firefox on Android`. */
export function nameOfDevice(userAgent: string | null): string {
  if (!userAgent) return 'Unknown device'
  const { browser, os } = Bowser.parse(userAgent)
  if (!browser.name) return userAgent.split(/[\s/(]/)[0] || 'Unknown device'
  return os.name ? `${browser.name} on ${os.name}` : browser.name
}
