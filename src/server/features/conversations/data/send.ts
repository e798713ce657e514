import { signInsOf } from '#features/accounts/service.ts'
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
  /** By what the two were signed in when it was written. */
  signIns: string[]
}

/** A message whose conversation somebody else writes to just now. */
export type Busy = Record<Exclude<keyof Sent, 'id'>, null> & Pick<Sent, 'id'>

/** Writes messages in one statement, which is a transaction. @returns those that may be written */
export function sendMessages(sql: Sql, messages: PlainMessage[]): Promise<(Sent | Busy)[]> {
  return sql<Sent | Busy>(
    'conversations-send',
    `SELECT m.message_id AS id, m.number AS sequence, m.sent_at AS "createdAt", m.partner_id AS "partnerId",
            CASE WHEN m.number IS NOT NULL THEN ${signInsOf('m.author_id', 'm.partner_id')} END AS "signIns"
     FROM send_messages($1, $2, $3, $4) m`,
    [
      messages.map(({ id }) => id),
      messages.map(({ connectionId }) => connectionId),
      messages.map(({ senderId }) => senderId),
      messages.map(({ content }) => content),
    ],
  )
}
