import type { Files } from './files.ts'

/** Milliseconds in which whoever writes a file has written its row, too. */
const grace = 60 * 60 * 1000

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Removes what processes that died have left in a folder whose names begin with the id of a row.
 * @param findRows which of these ids have a row
 * @returns how many files or folders
 */
export async function removeOrphans(
  files: Files,
  folder: string,
  findRows: (ids: string[]) => Promise<string[]>,
): Promise<number> {
  const idOf = (name: string) => name.slice(0, 36)
  const listed = await files.list(folder, new Date(Date.now() - grace))
  const names = listed.filter((name) => uuid.test(idOf(name)))
  const known = new Set(await findRows(names.map(idOf)))
  const orphans = names.filter((name) => !known.has(idOf(name)))
  for (const name of orphans) await files.remove(`${folder}/${name}`)
  return orphans.length
}
