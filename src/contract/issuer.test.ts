import { expect, test } from 'vitest'
import { Issuer } from './issuer.ts'

const tenant = '0b9f3c52-5a57-4c0e-9d3b-6f1e2a7c8d90'

test.for([
  'https://login.example',
  'https://login.example/realms/a',
  `https://login.microsoftonline.com/${tenant}/v2.0`,
  'http://127.0.0.1:8080',
  'http://[::1]:1',
])('%s may be an issuer', (issuer) => expect(Issuer.safeParse(issuer).success).toBe(true))

test.for([
  'http://login.example',
  'http://127.0.0.1.evil.example',
  'ftp://login.example',
  'https://user:password@login.example',
  'https://login.example/?a=b',
  'https://login.microsoftonline.com/common/v2.0',
  'https://login.microsoftonline.com/organizations/v2.0',
  'https://login.microsoftonline.com/consumers/v2.0',
  'nothing',
])('%s may not', (issuer) => expect(Issuer.safeParse(issuer).success).toBe(false))
