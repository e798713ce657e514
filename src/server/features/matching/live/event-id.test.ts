import { expect, test } from 'vitest'
import { eventId, readEventId } from './event-id.ts'

test('an id goes back to where its snapshot began, however many transactions were running', () => {
  const xip = Array.from({ length: 500 }, (_, i) => 1001 + i).join(',')
  const id = eventId({ server: '1795412345678', snapshot: `1000:2000:${xip}` })
  expect(id).toBe('1795412345678-1000')
  expect(readEventId(id)).toEqual({ server: '1795412345678', snapshot: '1000:1000:' })
})

test.for([
  [undefined],
  [['1-1', '1-2']],
  [''],
  ['1'],
  ['-'],
  ['1-'],
  ['0-1'],
  ['1-0'],
  ['1--1'],
  ['1-1 '],
  ['1-1\n'],
  ['1-1:1:'],
  ['1-1e3'],
  ['٣-٣'],
  [`1-${'9'.repeat(19)}`],
  [`${'9'.repeat(17)}-1`],
  ["1-1'; DROP TABLE match_changes; --"],
])('%j is no id', ([header]) => {
  expect(readEventId(header)).toBeNull()
})
