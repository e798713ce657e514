import { lookup as lookUp } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

const inner = new BlockList()
for (const [address, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inner.addSubnet(address, prefix)
for (const [address, prefix] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  inner.addSubnet(address, prefix, 'ipv6')

/** Whether an address is out in the internet: neither this machine, its network, nor a way around to them. */
export function isPublic(address: string): boolean {
  const family = isIP(address)
  if (family === 0) return false
  return !inner.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

/** The host of a URL, if it is an address: connecting to one looks nothing up. */
export function addressIn({ hostname }: URL): string | null {
  const host = hostname.replace(/^\[(.*)\]$/, '$1')
  return isIP(host) ? host : null
}

/** Looks a name up for a connection, and fails if any of its addresses is not public. */
export const lookUpPublic: LookupFunction = (hostname, options, done) => {
  lookUp(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, [])
    const [first] = addresses
    if (!first || !addresses.every(({ address }) => isPublic(address)))
      return done(Object.assign(new Error(`${hostname} is not a public address`), { code: 'EPRIVATE' }), [])
    if (options.all) return done(null, addresses)
    return done(null, first.address, first.family)
  })
}
