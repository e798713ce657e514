import { readFile } from 'node:fs/promises'

/** Rows of the table under a heading of a document in docs/, without its head. */
export async function tableUnder(document: string, heading: string): Promise<string[][]> {
  const text = await readFile(new URL(`../docs/${document}`, import.meta.url), 'utf8')
  const section = text.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`))
  if (!section) throw new Error(`docs/${document} has no heading "${heading}"`)
  const lines = section.split('\n').filter((line) => line.startsWith('|'))
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

/** What stands between backticks in a cell. */
export function codesIn(cell = ''): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code)
}
