import type pg from 'pg'
import type { Campus } from './campus.ts'
import { type Connection, connections } from './connections.ts'
import { copyRows } from './copy.ts'
import { columns, connectionRow, messageRows, type Row } from './rows.ts'

/**
 * Loads the connections as they came about, each asked first and answered then, so that the database's own
 * rules judge every step and its history is complete; then what was said.
 */
export async function fillConnections(
  client: pg.Client,
  campus: Campus,
  onProgress: (step: string, done: number) => void,
): Promise<{ connections: number; messages: number }> {
  await client.query(`CREATE TEMPORARY TABLE outcomes (
    id UUID, requester_id UUID, target_id UUID, course_id UUID,
    status TEXT, initial_message TEXT, requested_at TIMESTAMPTZ, responded_at TIMESTAMPTZ
  ) ON COMMIT DROP`)
  const each = (step: string, rowsOf: (connection: Connection) => Row[]) =>
    rowsBy(campus, rowsOf, (done) => onProgress(step, done))
  const count = await copyRows(
    client,
    'outcomes',
    each('connections', (connection) => [connectionRow(connection)]),
  )
  await client.query(`
    INSERT INTO connections (id, requester_id, target_id, course_id, initial_message, requested_at, created_at, updated_at)
    SELECT id, requester_id, target_id, course_id, initial_message, requested_at, requested_at, requested_at FROM outcomes`)
  await client.query(`
    UPDATE connections c SET status = o.status, responded_at = o.responded_at
    FROM outcomes o WHERE o.id = c.id AND o.status <> 'pending'`)
  await client.query(`
    UPDATE connection_events e
    SET occurred_at = CASE e.status WHEN 'pending' THEN o.requested_at ELSE o.responded_at END
    FROM outcomes o WHERE o.id = e.connection_id`)
  const messages = await copyRows(
    client,
    `messages (${columns.messages})`,
    each('messages', messageRows(campus)),
  )
  await client.query(`
    INSERT INTO message_positions (connection_id, user_id, delivered, read)
    SELECT o.id, reader.id, max(m.sequence), coalesce(max(m.sequence) FILTER (WHERE m.is_read), 0)
    FROM outcomes o
    CROSS JOIN LATERAL (VALUES (o.requester_id), (o.target_id)) reader (id)
    JOIN messages m ON m.connection_id = o.id AND m.sender_id <> reader.id
    GROUP BY o.id, reader.id`)
  return { connections: count, messages }
}

function* rowsBy(
  campus: Campus,
  rowsOf: (connection: Connection) => Row[],
  onProgress: (done: number) => void,
): Generator<Row> {
  const stride = Math.ceil(campus.plan.students / 200)
  let reported = 0
  for (const connection of connections(campus)) {
    const done = connection.requester.index
    if (done >= reported + stride) {
      reported = done
      onProgress(done)
    }
    yield* rowsOf(connection)
  }
  onProgress(campus.plan.students)
}
