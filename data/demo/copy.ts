import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Row } from './rows.ts'

const chunkSize = 64 * 1024

/**
 * Streams rows into a table, no faster than the server takes them.
 * @param target table and columns, such as `users (id, email)`
 * @returns number of rows
 */
export async function copyRows(client: pg.Client, target: string, rows: Iterable<Row>): Promise<number> {
  let count = 0
  function* chunks(): Generator<string> {
    let chunk = ''
    for (const row of rows) {
      chunk += line(row)
      count++
      if (chunk.length < chunkSize) continue
      yield chunk
      chunk = ''
    }
    if (chunk) yield chunk
  }
  await pipeline(Readable.from(chunks()), client.query(copyFrom(`COPY ${target} FROM STDIN`)))
  return count
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** A row in COPY's text format. */
function line(row: Row): string {
  const fields = row.map((value) =>
    value === null
      ? '\\N'
      : String(value).replace(/[\\\t\n\r]/g, (character) => escapes[character] ?? character),
  )
  return `${fields.join('\t')}\n`
}
