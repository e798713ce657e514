import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { codesIn } from '../markdown.ts'

/** ASVS 5.0.0: of each chapter its sections, with the level of each requirement in turn. */
const standard = [
  '1:22 2:1111122223 3:112222222223 4:222 5:123',
  '1:122 2:112 3:12223 4:23',
  '1:3 2:113 3:12223 4:11222233 5:11122333 6:3 7:22333',
  '1:12233 2:23333 3:22 4:1222',
  '1:2 2:112333 3:113 4:222',
  '1:122 2:111111112222 3:11223333 4:112233 5:22222333 6:2223 7:33 8:2222',
  '1:222 2:1111 3:22 4:11222 5:223 6:22',
  '1:1233 2:1123 3:133 4:23',
  '1:111 2:1222',
  '1:22 2:223 3:22223 4:1111122222233333 5:22222 6:22 7:222',
  '1:2233 2:22233 3:11233 4:1222 5:23 6:23 7:33',
  '1:12233 2:11 3:22223',
  '1:2333 2:222223 3:2233 4:1222233',
  '1:22 2:12223333 3:122',
  '1:12233 2:12233 3:1222222 4:3333',
  '1:2 2:22222 3:2222 4:222 5:2223',
  '1:23 2:22223333 3:22',
]

const required = standard.flatMap((sections, chapter) =>
  sections.split(' ').flatMap((section) => {
    const [number, levels = ''] = section.split(':')
    return [...levels].map((level, index) => [`V${chapter + 1}.${number}.${index + 1}`, level])
  }),
)

const root = new URL('../../', import.meta.url)
const read = (path: string) => readFile(new URL(path, root), 'utf8')

/** As links name a heading. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w -]/g, '')
    .replaceAll(' ', '-')

test('docs/asvs.md has each requirement of levels 1 and 2 once, with one of three verdicts', async () => {
  const rows = (await read('docs/asvs.md'))
    .split('\n')
    .filter((line) => line.startsWith('| V'))
    .map((line) => line.slice(2, -2).split(' | '))
  expect(rows.map(([id, level]) => [id, level])).toEqual(required.filter(([, level]) => level !== '3'))
  for (const row of rows) {
    expect(row, row[0]).toHaveLength(5)
    expect(['met', 'not met', 'does not apply'], row[0]).toContain(row[3])
    expect(row.filter((cell) => cell.trim() === '')).toEqual([])
  }
})

test('each file and heading that docs/asvs.md names exists', async () => {
  const text = await read('docs/asvs.md')
  const files = codesIn(text).filter((code) => /^[\w-]+[\w./-]*\.(ts|tsx|md|json)$/.test(code))
  expect(files.length).toBeGreaterThan(50)
  expect(files.filter((file) => !existsSync(new URL(file, root)))).toEqual([])

  const links = [...text.matchAll(/\]\((?!https:)([^)#]+)#([^)]+)\)/g)]
  expect(links.length).toBeGreaterThan(20)
  for (const [, document = '', heading] of links) {
    const headings = (await read(`docs/${document}`)).match(/^#+ .*$/gm) ?? []
    expect(
      headings.map((line) => anchor(line.replace(/^#+ /, ''))),
      document,
    ).toContain(heading)
  }
})
