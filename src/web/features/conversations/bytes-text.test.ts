import { expect, it } from 'vitest'
import { bytesText } from './bytes-text.ts'

it.for([
  [12, '12 B'],
  [1000, '1 KB'],
  [870_400, '870 KB'],
  [999_499, '999 KB'],
  [999_500, '1 MB'],
  [10_485_760, '10.5 MB'],
] as const)('%d bytes are %s', ([bytes, text]) => {
  expect(bytesText(bytes, 'en-US')).toBe(text)
})
