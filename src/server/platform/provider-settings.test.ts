import { expect, test } from 'vitest'
import { readSettings } from './settings.ts'

const tenant = '0b9f3c52-5a57-4c0e-9d3b-6f1e2a7c8d90'

test('what is set whole is a provider, and of the university that is named', () => {
  const { providers } = readSettings({
    GOOGLE_CLIENT_ID: 'g',
    GOOGLE_CLIENT_SECRET: 'gs',
    MICROSOFT_TENANT_ID: tenant,
    MICROSOFT_CLIENT_ID: 'm',
    MICROSOFT_CLIENT_SECRET: 'ms',
    MICROSOFT_UNIVERSITY: 'Northfield.example',
    OIDC_ISSUER: 'http://localhost:3001',
    OIDC_CLIENT_ID: 'o',
    OIDC_NAME: 'Northfield',
  })
  expect(providers).toMatchObject([
    { slug: 'google', issuer: 'https://accounts.google.com', clientSecret: 'gs', universityDomain: null },
    {
      slug: 'microsoft',
      issuer: `https://login.microsoftonline.com/${tenant}/v2.0`,
      universityDomain: 'northfield.example',
    },
    { slug: 'oidc', name: 'Northfield', clientSecret: null, universityDomain: null },
  ])
})
