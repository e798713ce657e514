import { endpoint } from './endpoint.ts'
import { Id, text } from './values.ts'
import { z } from './zod.ts'

export const Location = z.enum(['library', 'cafe', 'home', 'study_room', 'any'])
export const Style = z.enum(['collaborative', 'quiet', 'mixed'])
export const Pace = z.enum(['slow', 'moderate', 'fast'])
export type Location = z.infer<typeof Location>
export type Style = z.infer<typeof Style>
export type Pace = z.infer<typeof Pace>

/** Study preferences; null is "not said" and agrees with nothing. */
export const Profile = z
  .object({
    preferredLocation: Location.nullable(),
    studyStyle: Style.nullable(),
    studyPace: Pace.nullable(),
    bio: text(1000, 0).nullable(),
  })
  .meta({ id: 'Profile' })
export type Profile = z.infer<typeof Profile>

export const getProfile = endpoint({
  method: 'GET',
  path: '/me/profile',
  id: 'getProfile',
  tag: 'profiles',
  summary: 'My study preferences',
  access: 'student',
  status: 200,
  answer: Profile,
})

export const putProfile = endpoint({
  method: 'PUT',
  path: '/me/profile',
  id: 'putProfile',
  tag: 'profiles',
  summary: 'Set my study preferences',
  access: 'student',
  body: Profile,
  status: 200,
  answer: Profile,
})

/** Who finds a student: course-mates, or only those whom the student has asked or is connected with. */
export const Visibility = z.enum(['course', 'asked'])
export type Visibility = z.infer<typeof Visibility>

const VisibilityChoice = z.object({ visibility: Visibility })

export const getVisibility = endpoint({
  method: 'GET',
  path: '/me/visibility',
  id: 'getVisibility',
  tag: 'profiles',
  summary: 'Who finds me',
  access: 'student',
  status: 200,
  answer: VisibilityChoice,
})

export const putVisibility = endpoint({
  method: 'PUT',
  path: '/me/visibility',
  id: 'putVisibility',
  tag: 'profiles',
  summary: 'Choose who finds me',
  description:
    '`course`: my course-mates, as it is at first. `asked`: only those whom I have asked, or am connected with, in a course of ours. I find others either way.',
  access: 'student',
  body: VisibilityChoice,
  status: 200,
  answer: VisibilityChoice,
})

/** Largest picture taken, in bytes. */
export const pictureBytes = 8 * 1024 * 1024

/** Smallest part of a picture that can be chosen: a tenth of its shorter side, in thousandths. */
export const smallestSquare = 100

const inPicture = z.coerce.number().int().min(0).max(1_000_000)

/** A square of an upright picture, in thousandths of its shorter side, from the top left. */
export const Square = z.object({
  x: inPicture.describe('left edge'),
  y: inPicture.describe('upper edge'),
  size: inPicture.min(smallestSquare).max(1000).describe('side'),
})
export type Square = z.infer<typeof Square>

export const putPicture = endpoint({
  method: 'PUT',
  path: '/me/picture',
  id: 'putPicture',
  tag: 'profiles',
  summary: 'Set my picture',
  description:
    'JPEG, PNG, WebP or AVIF up to 8 MB; it is cut square and stored anew, without its metadata. `x`, `y` and ' +
    '`size`, together, choose the square, in thousandths of the shorter side of the upright picture; without ' +
    'them it is the part that draws the eye.',
  access: 'student',
  query: Square.partial().refine(
    ({ x, y, size }) => new Set([x, y, size].map((value) => value === undefined)).size === 1,
    { path: ['size'], message: 'x, y and size belong together' },
  ),
  consumes: ['image/jpeg', 'image/png', 'image/webp', 'image/avif'],
  status: 200,
  answer: z.object({ pictureUrl: z.string() }),
  problems: ['picture-unreadable', 'body-too-large', 'unsupported-media-type'],
})

export const deletePicture = endpoint({
  method: 'DELETE',
  path: '/me/picture',
  id: 'deletePicture',
  tag: 'profiles',
  summary: 'Remove my picture',
  access: 'student',
  status: 204,
})

export const getPicture = endpoint({
  method: 'GET',
  path: '/pictures/{id}',
  id: 'getPicture',
  tag: 'profiles',
  summary: "A student's picture",
  access: 'student',
  params: z.object({ id: Id.describe('last part of a pictureUrl') }),
  status: 200,
  produces: 'image/webp',
  problems: ['not-found'],
})
