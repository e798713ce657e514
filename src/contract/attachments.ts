import { endpoint } from './endpoint.ts'
import { Id, text } from './values.ts'
import { z } from './zod.ts'

/** Largest file taken, in bytes. */
export const attachmentBytes = 10 * 1024 * 1024

/** Longest side of a thumbnail, in pixels. */
export const thumbnailSide = 480

/** An image or file of a message. */
export const Attachment = z
  .object({
    id: Id,
    kind: z.enum(['image', 'file']),
    mediaType: z.enum(['image/webp', 'application/pdf', 'text/plain']),
    name: z.string().describe('to be shown and saved under; its ending is that of the kind'),
    bytes: z.int(),
    width: z.int().nullable().describe('of an image, in pixels'),
    height: z.int().nullable(),
    url: z.string(),
    thumbnailUrl: z.string().nullable().describe('of an image, at most 480 pixels a side'),
  })
  .meta({ id: 'Attachment' })
export type Attachment = z.infer<typeof Attachment>

export const uploadAttachment = endpoint({
  method: 'POST',
  path: '/attachments',
  id: 'uploadAttachment',
  tag: 'attachments',
  summary: 'Upload an image or a file, to be sent with a message',
  description:
    'The body is the file itself, up to 10 MB. What counts is what is in it: JPEG, PNG, WebP, AVIF and GIF of up to ' +
    '50 megapixels, stored anew as WebP without metadata; PDF; and text in UTF-8. What is not sent within a day is deleted.',
  access: 'verified',
  query: z.object({ name: text(255).default('file').describe('what the file is called') }),
  consumes: ['application/octet-stream'],
  status: 201,
  answer: Attachment,
  problems: ['file-unreadable', 'body-too-large', 'unsupported-media-type'],
})

const params = z.object({ id: Id.describe('of the attachment') })

export const getAttachment = endpoint({
  method: 'GET',
  path: '/attachments/{id}',
  id: 'getAttachment',
  tag: 'attachments',
  summary: 'An image or file of a message in one of my conversations',
  access: 'student',
  params,
  status: 200,
  produces: 'application/octet-stream',
  problems: ['not-found'],
})

export const getThumbnail = endpoint({
  method: 'GET',
  path: '/attachments/{id}/thumbnail',
  id: 'getThumbnail',
  tag: 'attachments',
  summary: 'An image of a message, small',
  access: 'student',
  params,
  status: 200,
  produces: 'image/webp',
  problems: ['not-found'],
})
