import { expect, it } from 'vitest'
import { waitText } from './wait-text.ts'

it.each([
  [1, '1 second'],
  [39.2, '40 seconds'],
  [100, '2 minutes'],
  [3600, '60 minutes'],
])('says %f seconds as %s', (seconds, text) => expect(waitText(seconds)).toBe(text))
