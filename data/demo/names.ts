import groups from './names.json' with { type: 'json' }
import type { Random } from './random.ts'

const pools = groups.map((group) => ({
  ...group,
  first: group.first.split(', '),
  last: group.last.split(', '),
}))
const shares = pools.map((pool) => pool.share)
const shared = pools[0]?.first ?? []

export interface Name {
  first: string
  last: string
}

/** A name as one meets it on a large campus: mostly of one origin, often with a widely shared first name. */
export function personName(random: Random): Name {
  const pool = pools[random.weighted(shares)]
  if (!pool) throw new Error('names.json is empty')
  const first = random.pick(random.chance(pool.sharedFirst) ? shared : pool.first)
  const last = random.pick(pool.last)
  if (!random.chance(0.03)) return { first, last }
  const other = random.pick(random.chance(0.6) ? pool.last : (pools[0]?.last ?? pool.last))
  return { first, last: other === last || `${last}${other}`.includes(' ') ? last : `${last}-${other}` }
}

const plain: Record<string, string> = { ł: 'l', ø: 'o', ß: 'ss', đ: 'd', ı: 'i', æ: 'ae' }

/** A name as it stands in an address: `Søren` is `soren`, `O'Brien` is `obrien`, `van der Berg` is `vanderberg`. */
function addressPart(name: string): string {
  return name
    .toLowerCase()
    .replace(/[łøßđıæ]/g, (letter) => plain[letter] ?? '')
    .normalize('NFD')
    .replace(/[^a-z-]/g, '')
}

/** Gives each name an address nobody else has: `maya.okafor@…`, then `maya.okafor2@…`. */
export function addressBook(domain: string): (name: Name) => string {
  const taken = new Map<string, number>()
  return ({ first, last }) => {
    const address = `${addressPart(first)}.${addressPart(last)}`
    const count = (taken.get(address) ?? 0) + 1
    taken.set(address, count)
    return `${address}${count === 1 ? '' : count}@${domain}`
  }
}
