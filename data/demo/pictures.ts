import sharp from 'sharp'
import { motifs, type Palette } from './motifs.ts'
import { Random } from './random.ts'

const palette = (ground: string, soft: string, middle: string, strong: string, bright: string): Palette => ({
  ground,
  soft,
  middle,
  strong,
  bright,
})

const palettes = [
  palette('#fbe3c5', '#e9b48a', '#5f9ea0', '#264653', '#e76f51'),
  palette('#cfe8ef', '#8ec5d6', '#4a8fb8', '#1d4e6f', '#f6c453'),
  palette('#2d2a4a', '#8f7fc9', '#5b8def', '#16142b', '#ff9f7a'),
  palette('#e6efdc', '#a9c79b', '#6a9b72', '#2f5d50', '#f0a04b'),
  palette('#f7d9dd', '#e3a3b0', '#b5658a', '#5b2a54', '#ffcf70'),
  palette('#1f4e5a', '#7fb7b0', '#e0c28c', '#0f2d36', '#f28a6a'),
]

/** Every motif in two of the palettes. */
const pictures = motifs.flatMap((motif, index) =>
  [index, index + 3].map((choice) => ({ motif, palette: palettes[choice % palettes.length] as Palette })),
)

export const pictureCount = pictures.length

/** Ids of the pictures, by number: the same on every campus, as they show the same. */
export const pictureIds = pictures.map((_, number) => new Random(0, 'picture', number).uuid())

export function pictureFile(id: string): string {
  return `pictures/${id}.webp`
}

/** Draws a picture, 512 × 512, as WebP. */
export async function drawPicture(number: number): Promise<Buffer> {
  const picture = pictures[number]
  if (!picture) throw new RangeError(`there is no picture ${number}`)
  const { motif, palette } = picture
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="512" height="512" viewBox="0 0 512 512">
    <rect width="512" height="512" fill="${palette.ground}"/>${motif(palette)}</svg>`
  return sharp(Buffer.from(svg)).webp({ quality: 82 }).toBuffer()
}
