import { describe, expect, it } from 'vitest'
import { nextPath } from './next-path.ts'

const origin = 'https://campus.example'

describe('the page after signing in', () => {
  it.each(['/courses', '/courses/1?day=2#top', '/conversations/7'])('is %s', (next) => {
    expect(nextPath(next, origin)).toBe(next)
  })

  it.each([
    undefined,
    '',
    'https://elsewhere.example/courses',
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/.//elsewhere.example',
    'javascript:alert(1)',
    'http://',
  ])('is the start for %s', (next) => {
    expect(nextPath(next, origin)).toBe('/')
  })
})
