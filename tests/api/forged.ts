/** Passkeys as somebody makes them up who has none. */
const shell = { id: 'AAAA', rawId: 'AAAA' }
export const forgedPasskey = { ...shell, response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' } }
export const forgedProof = {
  ...shell,
  response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' },
}

/** Of a provider that somebody would like to sign in with. */
export const providerTerms = {
  name: 'Mine',
  clientId: 'mine',
  clientSecret: null,
  universityId: null,
  isAuthority: false,
  isEnabled: true,
}
