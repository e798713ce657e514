import pg from 'pg'
import { otherOf, type Pairs } from './pairs.ts'
import { receiverOf, type Subject } from './subject.ts'

/** As many connections as a server has unless it is told otherwise. */
const connections = 10

/** One INSERT a message and nothing else, as pgbench would; the triggers number it, as they do for whoever inserts. */
export function bareInsert(databaseUrl: string, pairs: Pairs, sockets: number, first: number): Subject {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: connections })
  pool.on('error', () => {})
  return {
    name: 'bare INSERT',
    server: 0,
    arrivals: null,
    send(turn, { id, content }) {
      const sender = first + otherOf(receiverOf(turn, sockets))
      const values = [id, pairs.conversationOf(sender), pairs.students[sender], content]
      return pool.query({ name: 'bench-insert', text, values })
    },
    close: () => void pool.end(),
  }
}

const text = `
  INSERT INTO messages (id, connection_id, sender_id, content, sequence) VALUES ($1, $2, $3, $4, 0)
  RETURNING sequence`
