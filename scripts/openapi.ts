import { readFile, writeFile } from 'node:fs/promises'
import { readSettings } from '#platform/settings.ts'
import { buildApp } from '../src/server/app.ts'
import { closeParts, openParts } from '../src/server/parts.ts'

// Writes openapi.json, which is committed so that a change of the API shows in review; with --check compares only.
const file = new URL('../openapi.json', import.meta.url)

/** The document of the app as it is. Nothing is connected to: the database opens at its first query. */
async function describe(): Promise<string> {
  const parts = await openParts(readSettings({ LOG_LEVEL: 'silent' }), 'postgresql://nobody@localhost/none')
  const app = await buildApp(parts)
  try {
    return `${JSON.stringify(app.describe(), null, 2)}\n`
  } finally {
    await app.close()
    await closeParts(parts)
  }
}

const document = await describe()
if (!process.argv.includes('--check')) await writeFile(file, document)
else if ((await readFile(file, 'utf8').catch(() => '')) !== document) {
  process.stderr.write('openapi.json is not what the contracts say. Run `node scripts/openapi.ts`.\n')
  process.exitCode = 1
}
