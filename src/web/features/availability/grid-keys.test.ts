import { describe, expect, it } from 'vitest'
import { placeAfterKey } from './grid-keys.ts'

const rows = { first: 14, last: 47 }
const middle = { column: 3, row: 20 }

describe('keys of the grid', () => {
  it.each([
    ['ArrowLeft', { column: 2, row: 20 }],
    ['ArrowRight', { column: 4, row: 20 }],
    ['ArrowUp', { column: 3, row: 19 }],
    ['ArrowDown', { column: 3, row: 21 }],
    ['Home', { column: 0, row: 20 }],
    ['End', { column: 6, row: 20 }],
    ['PageUp', { column: 3, row: 16 }],
    ['PageDown', { column: 3, row: 24 }],
  ])('%s moves', (key, place) => {
    expect(placeAfterKey(middle, key, false, rows)).toEqual(place)
  })

  it('reach the corners with Control', () => {
    expect(placeAfterKey(middle, 'Home', true, rows)).toEqual({ column: 0, row: 14 })
    expect(placeAfterKey(middle, 'End', true, rows)).toEqual({ column: 6, row: 47 })
  })

  it('stop at the edges of what is shown', () => {
    expect(placeAfterKey({ column: 0, row: 15 }, 'PageUp', false, rows)).toEqual({ column: 0, row: 14 })
    expect(placeAfterKey({ column: 6, row: 47 }, 'ArrowRight', false, rows)).toEqual({ column: 6, row: 47 })
  })

  it('leave every other key to the browser', () => {
    expect(placeAfterKey(middle, 'Tab', false, rows)).toBeNull()
  })
})
