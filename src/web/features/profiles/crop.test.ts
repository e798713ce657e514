import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Crop, centred, type Extent, extentOf, follow, mostZoom, squareOf } from './crop.ts'

const still = { across: 0, down: 0, factor: 1, u: 0.5, v: 0.5 }

it('begins with the middle of the picture', () => {
  expect(squareOf(centred(extentOf(4000, 3000)))).toEqual({ x: 166, y: 0, size: 1000 })
  expect(squareOf(centred(extentOf(300, 900)))).toEqual({ x: 0, y: 1000, size: 1000 })
})

it('follows a drag, and stops at the edge', () => {
  const wide = extentOf(2000, 1000)
  const dragged = follow(centred(wide), wide, { ...still, across: -0.25, down: 0.5 })
  expect(dragged).toEqual({ x: 0.75, y: 0, size: 1 })
  expect(follow(dragged, wide, { ...still, across: 9 }).x).toBe(0)
})

it('keeps what is under the fingers there while it grows', () => {
  const extent = extentOf(1000, 1000)
  const grown = follow(centred(extent), extent, { ...still, factor: 2, u: 0.25, v: 1 })
  expect(grown).toEqual({ x: 0.125, y: 0.5, size: 0.5 })
  expect(follow(grown, extent, { ...still, factor: 0.5, u: 0.25, v: 1 })).toEqual(centred(extent))
})

it('never lets the frame show what is no picture, whatever the hands do', () => {
  const part = fc.double({ min: -2, max: 2, noNaN: true })
  const gesture = fc.record({
    across: part,
    down: part,
    factor: fc.double({ min: 0.01, max: 100, noNaN: true }),
    u: part,
    v: part,
  })
  const side = fc.integer({ min: 1, max: 20_000 })
  fc.assert(
    fc.property(side, side, fc.array(gesture), (width, height, gestures) => {
      const extent = extentOf(width, height)
      const crop = gestures.reduce<Crop>((before, each) => follow(before, extent, each), centred(extent))
      expectInside(crop, extent)
      const { x, y, size } = squareOf(crop)
      expect(size).toBeGreaterThanOrEqual(1000 / mostZoom)
      // As the service cuts: whole pixels, rounded down.
      const pixels = (thousandths: number) => Math.floor((thousandths * Math.min(width, height)) / 1000)
      expect(pixels(x) + pixels(size)).toBeLessThanOrEqual(width)
      expect(pixels(y) + pixels(size)).toBeLessThanOrEqual(height)
    }),
  )
})

function expectInside({ x, y, size }: Crop, { width, height }: Extent) {
  expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
  expect(x + size).toBeLessThanOrEqual(width + 1e-9)
  expect(y + size).toBeLessThanOrEqual(height + 1e-9)
}
