import { Prisma } from './generated/client.ts'

/** The user `p` of a statement as the contract's Person. */
export const person = Prisma.sql`
  json_build_object('id', p.id, 'firstName', p.first_name, 'lastName', p.last_name, 'pictureUrl', p.profile_image_url)`
