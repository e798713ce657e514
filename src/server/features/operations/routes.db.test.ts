import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { problemOf } from '../../../../tests/problem.ts'
import { testServer } from '../../../../tests/server.ts'

test('a server is ready while its database answers, live all the time, and ready again by itself', async () => {
  const server = await testServer()
  onTestFinished(() => server.close())
  const url = new URL(server.database.url)
  const name = url.pathname.slice(1)
  url.pathname = '/postgres'
  const admin = new pg.Client({ connectionString: url.href })
  await admin.connect()
  onTestFinished(() => admin.end())
  const probe = async (kind: 'live' | 'ready') => {
    const response = await server.nobody.inject({ url: `/health/${kind}` })
    return response.statusCode === 200 ? response.json().status : problemOf(response)
  }

  expect(await probe('live')).toBe('live')
  expect(await probe('ready')).toBe('ready')

  await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`)
  await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name])
  expect(await probe('ready')).toBe('unavailable')
  expect(await probe('live')).toBe('live')

  await admin.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`)
  expect(await probe('ready')).toBe('ready')
})
