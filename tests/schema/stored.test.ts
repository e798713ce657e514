import { expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '../database.ts'
import { codesIn, tableUnder } from '../markdown.ts'

test('docs/security.md says of every table what it holds, why, and for how long', async () => {
  const database = await testDatabase()
  onTestFinished(() => database.close())
  const { rows } = await database.pool.query(`
    SELECT relname AS name FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
      AND relname <> '_prisma_migrations'`)
  const said = await tableUnder('security.md', 'What is stored, why, for how long')
  expect(said.flatMap(([table]) => codesIn(table)).sort()).toEqual(rows.map(({ name }) => name).sort())
  for (const row of said)
    expect(
      row.filter((cell) => cell !== ''),
      row[0],
    ).toHaveLength(4)
})
