import * as argon2 from '@node-rs/argon2'
import * as bcrypt from '@node-rs/bcrypt'

/** OWASP's recommendation for argon2id (the library's default algorithm): 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hash of nobody's password, so that an unknown address costs as much time as a known one. */
const decoy = hashPassword('nobody signs in with this')

export function hashPassword(password: string): Promise<string> {
  return argon2.hash(password, cost)
}

/** Compares with a stored hash: argon2id, or bcrypt `$2b$` as older rows have it. No hash: false, as slowly. */
export async function passwordMatches(password: string, hash: string | null): Promise<boolean> {
  if (isBcrypt(hash)) return bcrypt.verify(password, hash).catch(() => false)
  const matches = await argon2.verify(hash ?? (await decoy), password).catch(() => false)
  return hash !== null && matches
}

/** True for a hash that is to be replaced at the next sign-in: of another kind, or made at lower cost than today's. */
export function needsRehash(hash: string | null): boolean {
  if (hash === null) return false
  const [, memory, passes] = hash.match(/^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$/) ?? []
  return !(Number(memory) >= cost.memoryCost && Number(passes) >= cost.timeCost)
}

function isBcrypt(hash: string | null): hash is string {
  return hash?.startsWith('$2') ?? false
}
