import type {
  AuthenticationResponseJSON,
  RegistrationResponseJSON,
  WebAuthnCredential,
} from '@simplewebauthn/server'
import type { NewPasskey, PasskeyProof } from '#contract/factors.ts'
import type { Db } from '#platform/database/open.ts'
import type { Parts } from '../../../parts.ts'
import {
  countPasskeyUse,
  findPasskey,
  insertPasskey,
  listPasskeys,
  type PasskeyRow,
} from '../data/passkeys.ts'
import { insertToken, takeOneToken } from '../data/tokens.ts'
import { tokenDigest } from '../token.ts'

const challengeLength = 5 * 60 * 1000

/** EdDSA, ES256, RS256. */
const algorithms = [-8, -7, -257]

/** Not loaded until somebody uses a passkey: it brings a good deal along. */
const webauthn = () => import('@simplewebauthn/server')

/** What the contract does not carry, since it is the same for every passkey or not looked at. */
const shell = { type: 'public-key', clientExtensionResults: {} } as const

/** What a challenge is for; a proof for the one purpose is none for another. The second part says for whom. */
export type PasskeyPurpose = 'sign-in' | `second-factor:${string}` | `confirm:${string}` | `add:${string}`

/** The site that a passkey belongs to. A bare address has none; a trial on this machine is reached as localhost, too. */
function siteOf({ publicUrl }: Pick<Parts, 'publicUrl'>): { origin: string; id: string } {
  const url = new URL(publicUrl)
  if (url.hostname === '127.0.0.1') url.hostname = 'localhost'
  return { origin: url.origin, id: url.hostname }
}

/** Options for the browser to make a new passkey. */
export async function creationOptions(
  parts: Parts,
  user: { id: string; email: string; firstName: string; lastName: string },
): Promise<object> {
  const { generateRegistrationOptions } = await webauthn()
  const { prisma } = parts.database
  const options = await generateRegistrationOptions({
    rpName: 'Campus Connect',
    rpID: siteOf(parts).id,
    userID: Buffer.from(user.id.replaceAll('-', ''), 'hex'),
    userName: user.email,
    userDisplayName: `${user.firstName} ${user.lastName}`,
    excludeCredentials: (await listPasskeys(prisma, user.id)).map(named),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
    supportedAlgorithmIDs: algorithms,
  })
  await noteChallenge(parts, `add:${user.id}`, options.challenge)
  return options
}

/** Options for the browser to prove a passkey: any of this site, or one of a student's. */
export async function proofOptions(
  parts: Parts,
  purpose: PasskeyPurpose,
  userId: string | null,
): Promise<object> {
  const { generateAuthenticationOptions } = await webauthn()
  const options = await generateAuthenticationOptions({
    rpID: siteOf(parts).id,
    userVerification: userId ? 'preferred' : 'required',
    ...(userId && { allowCredentials: (await listPasskeys(parts.database.prisma, userId)).map(named) }),
  })
  await noteChallenge(parts, purpose, options.challenge)
  return options
}

const named = ({ credentialId, transports }: PasskeyRow) => ({
  id: credentialId,
  transports: transports.split(' ').filter(Boolean),
})

function noteChallenge({ database }: Parts, purpose: PasskeyPurpose, challenge: string): Promise<void> {
  const expires = new Date(Date.now() + challengeLength)
  const digest = tokenDigest(challenge)
  return insertToken(database.prisma, { purpose: 'passkey', subject: purpose, digest, expires })
}

/**
 * Adds the passkey that the browser made.
 * @returns null for one that was not made here, now and for this student
 */
export async function takeNewPasskey(
  parts: Parts,
  db: Db,
  userId: string,
  { name, response }: { name: string; response: NewPasskey },
): Promise<PasskeyRow | null> {
  const { verifyRegistrationResponse } = await webauthn()
  const site = siteOf(parts)
  let challenge = ''
  const { registrationInfo } = await verifyRegistrationResponse({
    response: { ...response, ...shell } as RegistrationResponseJSON,
    expectedChallenge: (given) => {
      challenge = given
      return typeof given === 'string' // whoever makes their own client data may leave it out
    },
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    requireUserVerification: false,
    supportedAlgorithmIDs: algorithms,
  }).catch(() => ({ registrationInfo: undefined }))
  if (!registrationInfo || (await takeOneToken(db, 'passkey', tokenDigest(challenge))) !== `add:${userId}`)
    return null
  const { id, publicKey, counter, transports = [] } = registrationInfo.credential
  return insertPasskey(db, {
    userId,
    credentialId: id,
    publicKey: Buffer.from(publicKey).toString('base64url'),
    counter: BigInt(counter),
    transports: transports.join(' '),
    name,
  })
}

/**
 * Uses up what a passkey signed.
 * @returns whose it is; null for anything that is not a proof for this purpose, made here and now
 */
export async function takeProof(
  parts: Parts,
  db: Db,
  purpose: PasskeyPurpose,
  proof: PasskeyProof,
): Promise<string | null> {
  const passkey = await findPasskey(db, proof.id)
  if (!passkey) return null
  const { verifyAuthenticationResponse } = await webauthn()
  const site = siteOf(parts)
  let challenge = ''
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: { ...proof, ...shell } as AuthenticationResponseJSON,
    expectedChallenge: (given) => {
      challenge = given
      return typeof given === 'string' // whoever makes their own client data may leave it out
    },
    expectedOrigin: site.origin,
    expectedRPID: site.id,
    credential: credentialOf(passkey),
    // Alone it has to be two proofs: the device, and that the device knows its owner.
    requireUserVerification: purpose === 'sign-in',
  }).catch(() => ({ verified: false, authenticationInfo: null }))
  if (!verified || !authenticationInfo) return null
  if ((await takeOneToken(db, 'passkey', tokenDigest(challenge))) !== purpose) return null
  return (await countPasskeyUse(db, passkey.id, authenticationInfo.newCounter)) ? passkey.userId : null
}

function credentialOf({ credentialId, publicKey }: PasskeyRow): WebAuthnCredential {
  // The database compares the counter, so that of two uses at once one counts.
  return { id: credentialId, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')), counter: 0 }
}
