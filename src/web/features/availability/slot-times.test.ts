import { describe, expect, it } from 'vitest'
import { enteredTimes, slotFromTimes, spanOfSlot } from './slot-times.ts'

describe('entered times', () => {
  it.each([
    ['within a day', { day: 1, start: '09:05', end: '10:20' }, { endDay: 1, end: '10:20' }],
    ['to midnight', { day: 1, start: '22:00', end: '00:00' }, { endDay: 1, end: '24:00' }],
    ['past midnight', { day: 1, start: '22:00', end: '02:00' }, { endDay: 2, end: '02:00' }],
    ['from Saturday into Sunday', { day: 6, start: '22:00', end: '02:00' }, { endDay: 0, end: '02:00' }],
    ['around the clock', { day: 1, start: '08:00', end: '08:00' }, { endDay: 2, end: '08:00' }],
    ['a whole day', { day: 1, start: '00:00', end: '00:00' }, { endDay: 1, end: '24:00' }],
  ])('%s', (_name, entered, expected) => {
    const slot = slotFromTimes(entered)
    expect(slot).toEqual({ day: entered.day, start: entered.start, ...expected })
    expect(slot && enteredTimes({ endDay: 0, ...slot })).toEqual(entered)
  })

  it('are no slot while one is missing', () => {
    expect(slotFromTimes({ day: 1, start: '', end: '10:00' })).toBeNull()
  })

  it('have a length', () => {
    expect(spanOfSlot({ day: 6, start: '22:00', endDay: 0, end: '02:00' })).toEqual({
      start: 1320,
      end: 1560,
    })
  })
})
