import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest()

interface Site {
  origin: string
  id: string
}

export interface Authenticator {
  /** Makes a passkey from what askNewPasskey answers. */
  create(options: Record<string, unknown>): object
  /** Signs what askPasskey answers; `counter` in place of the next count. */
  prove(options: Record<string, unknown>, counter?: number): object
}

/** An authenticator in software (WebAuthn level 3, ES256). `knowsOwner`: whether it checks who holds it. */
export function authenticator(
  publicUrl: string,
  { knowsOwner = true, site = {} as Partial<Site> } = {},
): Authenticator {
  const { origin = new URL(publicUrl).origin, id: rpId = new URL(publicUrl).hostname } = site
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(32)
  let count = 0

  const clientData = (type: string, challenge: unknown) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  const begin = (flags: number, counter: number) => {
    const head = Buffer.alloc(37)
    sha256(rpId).copy(head)
    head.writeUInt8(flags | (knowsOwner ? 0b101 : 0b1), 32)
    head.writeUInt32BE(counter, 33)
    return head
  }
  const shell = {
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
  }

  return {
    create({ challenge }) {
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
      const key = new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
        [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
      ])
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      const parts = [begin(0x40, count), Buffer.alloc(16), length, id, Buffer.from(isoCBOR.encode(key))]
      const object = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', new Uint8Array(Buffer.concat(parts))],
      ])
      return {
        ...shell,
        response: {
          clientDataJSON: clientData('webauthn.create', challenge).toString('base64url'),
          attestationObject: Buffer.from(isoCBOR.encode(object as never)).toString('base64url'),
          transports: ['internal'],
        },
      }
    },
    prove({ challenge }, counter = ++count) {
      const client = clientData('webauthn.get', challenge)
      const data = begin(0, counter)
      return {
        ...shell,
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: sign('sha256', Buffer.concat([data, sha256(client)]), privateKey).toString('base64url'),
        },
      }
    },
  }
}
