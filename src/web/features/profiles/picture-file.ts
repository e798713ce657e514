import { pictureBytes, putPicture } from '#contract/profiles.ts'

export const pictureTypes = putPicture.consumes ?? []

/** Why a chosen file cannot be the picture, before anything is sent; null when it can. */
export function refusePicture(file: { type: string; size: number }): string | null {
  if (!pictureTypes.includes(file.type)) return 'Please choose a JPEG, PNG, WebP or AVIF picture.'
  if (file.size > pictureBytes) return `Please choose a picture of at most ${pictureBytes / 1024 / 1024} MB.`
  return null
}
