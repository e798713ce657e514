import { expect, test } from 'vitest'
import { addressIn, isPublic, lookUpPublic } from './public-address.ts'
import { isAllowed } from './push.ts'

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:10.0.0.1',
  'fe80::1',
  'fd00::1',
  'ff02::1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'localhost',
  '',
])('%s is not public', (address) => {
  expect(isPublic(address)).toBe(false)
})

test.each(['1.1.1.1', '172.32.0.1', '203.0.114.1', '2606:4700::1111', '::ffff:1.1.1.1'])(
  '%s is public',
  (address) => {
    expect(isPublic(address)).toBe(true)
  },
)

test('an address in a URL is found however it is written, and http is refused', () => {
  expect(addressIn(new URL('https://[::1]:8443/x'))).toBe('::1')
  expect(addressIn(new URL('https://2130706433/'))).toBe('127.0.0.1')
  expect(addressIn(new URL('https://push.example/'))).toBe(null)
  expect(isAllowed(new URL('https://push.example/x'))).toBe(true)
  for (const url of ['http://push.example/x', 'https://0x7f.1/', 'https://[::ffff:127.0.0.1]/'])
    expect(isAllowed(new URL(url)), url).toBe(false)
})

test.each([true, false])('a name that leads to this machine is not connected to (all: %s)', async (all) => {
  const error = await new Promise<NodeJS.ErrnoException | null>((resolve) =>
    lookUpPublic('localhost', { all }, resolve),
  )
  expect(error?.code).toBe('EPRIVATE')
})
