import type { Pool } from 'pg'
import type { Campus } from '../../../../tests/campus.ts'
import { connected, type Pair } from './pair.fixture.ts'

/** Rows written in a transaction; each gets its number from the same row of the connection. */
const atOnce = 500

interface Counts {
  messages: number
  /** By Ada, of the last that Ben wrote. */
  unread: number
}

/** Two students who have written a lot. */
export async function longTalk(home: Campus, pool: Pool, counts: Counts): Promise<Pair> {
  const pair = await connected(home, {
    ada: await home.student({ firstName: 'Ada' }),
    ben: await home.student({ firstName: 'Ben' }),
  })
  await writeLongTalk(pool, { id: pair.id, ada: pair.ada.id, ben: pair.ben.id }, counts)
  return pair
}

/** Writes what two said over a year, up to an hour ago, straight to the database. */
export async function writeLongTalk(
  pool: Pool,
  { id, ada, ben }: Record<'id' | 'ada' | 'ben', string>,
  { messages, unread }: Counts,
): Promise<void> {
  for (let first = 1; first <= messages; first += atOnce)
    await pool.query(
      `INSERT INTO messages (connection_id, sender_id, sequence, content, is_read, created_at)
       SELECT $1, CASE WHEN n > $4::int - $5::int OR n % 7 < 3 THEN $3::uuid ELSE $2::uuid END, 0,
              'Message ' || n || repeat(E' and what else there is to say about it', n % 5)
                || CASE WHEN n % 11 = 0 THEN E'\\nwith a second line' ELSE '' END,
              n <= $4::int - $5::int, now() - interval '1 hour' - ($4::int - n) * interval '52 minutes'
       FROM generate_series($6::int, least($6::int + $7::int - 1, $4::int)) AS n`,
      [id, ada, ben, messages, unread, first, atOnce],
    )
  await pool.query(
    `INSERT INTO message_positions (connection_id, user_id, delivered, read)
     VALUES ($1, $2, $4, $4 - $5::int), ($1, $3, $4, $4)`,
    [id, ada, ben, messages, unread],
  )
}
