import { type Square, smallestSquare } from '#contract/profiles.ts'

/** A picture's width and height in its shorter side, so that one of them is 1. */
export interface Extent {
  width: number
  height: number
}

/** The square that is chosen: its upper left corner and its side, in the picture's shorter side. */
export interface Crop {
  x: number
  y: number
  size: number
}

/** What a hand does to the picture in the frame, in sides of the frame. */
export interface Gesture {
  across: number
  down: number
  /** How many times as large the picture becomes … */
  factor: number
  /** … about which point of the frame, from 0 to 1 both ways; it goes along with the movement. */
  u: number
  v: number
}

const smallest = smallestSquare / 1000
/** How many times as large as at first a picture can be seen. */
export const mostZoom = 1 / smallest

export function extentOf(width: number, height: number): Extent {
  const shorter = Math.min(width, height)
  return { width: width / shorter, height: height / shorter }
}

/** As much as a square can hold, from the middle. */
export function centred({ width, height }: Extent): Crop {
  return { x: (width - 1) / 2, y: (height - 1) / 2, size: 1 }
}

/** The picture follows the hand as far as it still fills the frame. */
export function follow(crop: Crop, extent: Extent, { across, down, factor, u, v }: Gesture): Crop {
  const size = within(crop.size / factor, smallest, 1)
  return {
    x: within(crop.x + u * crop.size - (u + across) * size, 0, extent.width - size),
    y: within(crop.y + v * crop.size - (v + down) * size, 0, extent.height - size),
    size,
  }
}

/** For the API, which counts whole thousandths. Rounding down keeps the square in the picture. */
export function squareOf({ x, y, size }: Crop): Square {
  const [left, top, side] = [x, y, size].map((part) => Math.floor(part * 1000 + 1e-6)) as [
    number,
    number,
    number,
  ]
  return { x: left, y: top, size: side }
}

/** Puts the picture behind a square frame so that the crop fills it. */
export function placed({ x, y, size }: Crop, { width, height }: Extent) {
  return {
    width: `${(100 * width) / size}%`,
    height: `${(100 * height) / size}%`,
    transform: `translate(${(-100 * x) / width}%, ${(-100 * y) / height}%)`,
  }
}

function within(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most)
}
