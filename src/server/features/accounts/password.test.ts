import * as argon2 from '@node-rs/argon2'
import { expect, test } from 'vitest'
import { hashPassword, needsRehash, passwordMatches } from './password.ts'

const password = 'lantern otter quilt'

test('today’s hash matches its password alone and is not replaced', async () => {
  const hash = await hashPassword(password)
  expect([await passwordMatches(password, hash), await passwordMatches('other', hash)]).toEqual([true, false])
  expect(needsRehash(hash)).toBe(false)
})

test.each([
  { memoryCost: 4096, timeCost: 2, parallelism: 1 },
  { memoryCost: 19_456, timeCost: 1, parallelism: 1 },
  { memoryCost: 65_536, timeCost: 1, parallelism: 4 },
])('one made at lower cost matches and is replaced: %o', async (cost) => {
  const hash = await argon2.hash(password, cost)
  expect(await passwordMatches(password, hash)).toBe(true)
  expect(needsRehash(hash)).toBe(true)
})

test('one made at higher cost stays', async () => {
  expect(needsRehash(await argon2.hash(password, { memoryCost: 65_536, timeCost: 3 }))).toBe(false)
})

test('other kinds are replaced; who has none gets none', () => {
  const bcrypt = '$2b$12$LQv3c1yqBWVHxkd0LHAkCOYz6TtxMQJqhN8/LewdBPj/RK.s5uO9G'
  expect(['$argon2i$v=19$m=65536,t=4,p=1$YQ$YQ', bcrypt, 'x', null].map(needsRehash)).toEqual([
    true,
    true,
    true,
    false,
  ])
})
