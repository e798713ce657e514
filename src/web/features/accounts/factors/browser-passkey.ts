import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'
import { askNewPasskey, askPasskey, type NewPasskey, type PasskeyProof } from '#contract/factors.ts'
import { call, ProblemError } from '../../../api/client.ts'

/** Whether this browser, at this address, knows passkeys: a bare IP address has none. */
export const knowsPasskeys = browserSupportsWebAuthn() && !/^[\d.]+$|^\[/.test(window.location.hostname)

/**
 * Lets the person prove a passkey.
 * @throws ProblemError also where they think better of it
 */
export async function provePasskey(purpose: 'sign-in' | 'second-factor' | 'confirm'): Promise<PasskeyProof> {
  const { options } = await call(askPasskey, { body: { purpose } })
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON
  return startAuthentication({ optionsJSON }).catch(sayWhy)
}

/** Lets the person make a passkey for this account. */
export async function makePasskey(): Promise<NewPasskey> {
  const { options } = await call(askNewPasskey)
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON
  return startRegistration({ optionsJSON }).catch(sayWhy)
}

function sayWhy(error: Error): never {
  const [title, detail] =
    error.name === 'InvalidStateError'
      ? [
          'You have this one already',
          'This device is among your passkeys. Use another device to add one more.',
        ]
      : [
          'No passkey was used',
          'You may have closed the window of your device, or it took too long. Try again.',
        ]
  throw new ProblemError({ type: 'about:blank', title, status: 0, detail })
}
