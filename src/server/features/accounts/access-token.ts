import { randomUUID } from 'node:crypto'
import { exportJWK, generateKeyPair, importJWK, type JWK, jwtVerify, SignJWT } from 'jose'
import type { Parts } from '../../parts.ts'
import {
  insertSigningKey,
  listSigningKeys,
  lockSigningKeys,
  type SigningKeyRow,
} from './data/signing-keys.ts'

const algorithm = 'EdDSA'
const audience = 'campus-connect'

/** Seconds that an access token holds. */
export const accessLength = 15 * 60

const day = 24 * 60 * 60 * 1000
/** A key signs for so long, and is kept for a day more. */
const keyLength = 30 * day
export const keyKept = keyLength + day

/** Keys are asked for anew after this, so that none is missed or used for long after its time. */
const keysHold = 60_000

export interface Claims {
  userId: string
  familyId: string
}

export interface AccessTokens {
  sign(claims: Claims): Promise<string>
  /** null for whatever was not signed here, for this service, and within the last quarter of an hour. */
  read(token: string): Promise<Claims | null>
  /** Public keys, as a JWK set. */
  keys(): Promise<{ keys: JWK[] }>
}

const opened = new WeakMap<Parts, AccessTokens>()

/** Of this process; its keys are asked for once a minute. */
export function accessTokensOf(parts: Parts): AccessTokens {
  const known = opened.get(parts) ?? openAccessTokens(parts)
  opened.set(parts, known)
  return known
}

/** Signs access tokens (RFC 9068 in spirit) with keys that all nodes share by the database and that change monthly. */
function openAccessTokens(parts: Parts): AccessTokens {
  const { database, secrets } = parts
  let known: SigningKeyRow[] = []
  let knownAt = Number.NEGATIVE_INFINITY

  async function keys(): Promise<SigningKeyRow[]> {
    if (performance.now() - knownAt < keysHold && isFresh(known[0])) return known
    known = await listSigningKeys(database.prisma)
    if (!isFresh(known[0])) known = await makeKey()
    knownAt = performance.now()
    return known
  }

  async function makeKey(): Promise<SigningKeyRow[]> {
    const { publicKey, privateKey } = await generateKeyPair(algorithm, { crv: 'Ed25519', extractable: true })
    const id = randomUUID()
    const sealed = secrets.seal(JSON.stringify(await exportJWK(privateKey)))
    const shown = { ...(await exportJWK(publicKey)), kid: id, alg: algorithm, use: 'sig' }
    return database.transaction(async (db) => {
      await lockSigningKeys(db)
      const [newest] = await listSigningKeys(db)
      if (!isFresh(newest)) await insertSigningKey(db, { id, publicKey: shown, privateKey: sealed })
      return listSigningKeys(db)
    })
  }

  return {
    async sign({ userId, familyId }) {
      const [key] = await keys()
      if (!key) throw new Error('a key was just made')
      return new SignJWT({ sid: familyId })
        .setProtectedHeader({ alg: algorithm, kid: key.id, typ: 'at+jwt' })
        .setIssuer(parts.publicUrl)
        .setAudience(audience)
        .setSubject(userId)
        .setIssuedAt()
        .setExpirationTime(`${accessLength}s`)
        .sign(await importJWK(JSON.parse(secrets.open(key.privateKey)), algorithm))
    },
    async read(token) {
      try {
        const { payload } = await jwtVerify(
          token,
          async ({ kid }) => {
            const key = (await keys()).find(({ id }) => id === kid)
            if (!key) throw new Error('unknown key')
            return importJWK(key.publicKey, algorithm)
          },
          {
            algorithms: [algorithm],
            issuer: parts.publicUrl,
            audience,
            typ: 'at+jwt',
            requiredClaims: ['sub', 'sid', 'exp'],
          },
        )
        return { userId: String(payload.sub), familyId: String(payload.sid) }
      } catch {
        return null
      }
    },
    async keys() {
      return { keys: (await keys()).map(({ publicKey }) => publicKey) }
    },
  }
}

function isFresh(key: SigningKeyRow | undefined): boolean {
  return key !== undefined && key.createdAt.getTime() > Date.now() - keyLength
}
