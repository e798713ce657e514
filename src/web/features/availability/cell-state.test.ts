import { expect, it, vi } from 'vitest'
import { cellName, stateText, strokeText } from './cell-state.ts'
import { hoursFromSlots } from './hours.ts'
import { cellSpan } from './painting.ts'

vi.stubGlobal('navigator', { language: 'en-US' })

const days = [0, 1, 2, 3, 4, 5, 6]
const plain = (text: string) => text.replaceAll(/\s/g, ' ')

it('says what a cell holds', () => {
  const hours = hoursFromSlots([{ day: 1, start: '09:10', end: '10:00' }])
  const state = (row: number) => plain(stateText(hours, cellSpan({ column: 1, row }, days)))
  expect([17, 18, 19].map(state)).toEqual(['not free', 'free 9:10 – 9:30 AM', 'free'])
  expect(plain(cellName(1, 18, days))).toBe('Monday 9:00 AM to 9:30 AM')
})

it('says what a stroke has done', () => {
  const stroke = { from: { column: 3, row: 20 }, to: { column: 1, row: 18 }, paints: true }
  expect(plain(strokeText(stroke, days))).toBe('Monday to Wednesday, 9:00 AM to 10:30 AM, free')
  expect(plain(strokeText({ ...stroke, to: stroke.from, paints: false }, days))).toBe(
    'Wednesday, 10:00 AM to 10:30 AM, not free',
  )
})
