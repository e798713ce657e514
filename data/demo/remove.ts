import type pg from 'pg'
import { pictureFile } from './pictures.ts'

/**
 * Removes a university with everything of it, also what was added since it was loaded.
 * @returns files of its students' pictures, to be removed once that is committed
 */
export async function removeDemo(client: pg.Client, name: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT DISTINCT substring(profile_image_url FROM '[0-9a-f-]{36}$') AS id FROM users
     WHERE university = $1 AND profile_image_url LIKE '/api/v1/pictures/%'`,
    [name],
  )
  await client.query('DELETE FROM users WHERE university = $1', [name])
  await client.query('DELETE FROM courses USING universities u WHERE university_id = u.id AND u.name = $1', [
    name,
  ])
  await client.query('DELETE FROM universities WHERE name = $1', [name])
  return rows.map(({ id }) => pictureFile(id))
}
