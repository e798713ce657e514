import type { Sql } from '#platform/database/sql.ts'

/** A message of words alone. */
export interface PlainMessage {
  id: string
  connectionId: string
  senderId: string
  content: string
}

export interface Sent {
  id: string
  sequence: number
  createdAt: Date
  /** Whom it is for. */
  partnerId: string
}

/** A message whose conversation somebody else writes to just now. */
export type Busy = Record<Exclude<keyof Sent, 'id'>, null> & Pick<Sent, 'id'>

/** Writes messages in one statement, which is a transaction. @returns those that may be written */
export function sendMessages(sql: Sql, messages: PlainMessage[]): Promise<(Sent | Busy)[]> {
  return sql<Sent | Busy>(
    'conversations-send',
    `SELECT message_id AS id, number AS sequence, sent_at AS "createdAt", partner_id AS "partnerId"
     FROM send_messages($1, $2, $3, $4)`,
    [
      messages.map(({ id }) => id),
      messages.map(({ connectionId }) => connectionId),
      messages.map(({ senderId }) => senderId),
      messages.map(({ content }) => content),
    ],
  )
}
