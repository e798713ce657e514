import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { beginBulk } from '../bulk.ts'

/** Students of whom each writes to the one beside them: 0 and 1, 2 and 3, … */
export interface Pairs {
  students: string[]
  /** Of the pair that a student is in. */
  conversationOf(student: number): string
}

export const otherOf = (student: number) => student ^ 1

/**
 * Fills a migrated, empty database with verified students who are connected two by two, in one course, and have written
 * to each other: plans that are made for an empty table would be measured otherwise.
 */
export async function loadPairs(databaseUrl: string, count: number): Promise<Pairs> {
  const conversations = Array.from({ length: count }, () => randomUUID())
  const students = Array.from({ length: 2 * count }, () => randomUUID())
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {}) // a lost connection also rejects the query under way
  await client.connect()
  try {
    const rebuild = await beginBulk(client, ['users'])
    await client.query(university)
    await client.query(users, [students])
    await client.query(connections, [conversations, students])
    await rebuild()
    await client.query('COMMIT')
    await client.query(messages) // numbered by a trigger
    await client.query(positions)
    await client.query('ANALYZE users, connections, messages, message_positions')
  } finally {
    await client.end()
  }
  return { students, conversationOf: (student) => conversations[student >> 1] ?? '' }
}

const university = `
  WITH home AS (
    INSERT INTO universities (name, domain, time_zone, current_semester)
    VALUES ('Bench University', 'bench.example', 'America/Chicago', 'Fall 2026') RETURNING id
  )
  INSERT INTO courses (name, code, section, semester, instructor, university_id)
  SELECT 'Writing', 'BE 101', '001', 'Fall 2026', 'Dr. Noor', id FROM home`

const users = `
  INSERT INTO users (id, email, first_name, last_name, university, is_verified)
  SELECT id, 'student' || place || '@bench.example', 'Student', 'Number ' || place, 'Bench University', TRUE
  FROM unnest($1::uuid[]) WITH ORDINALITY AS u(id, place)`

const connections = `
  INSERT INTO connections (id, requester_id, target_id, course_id, status, responded_at)
  SELECT c.id, ($2::uuid[])[2 * c.place - 1], ($2::uuid[])[2 * c.place], k.id, 'accepted', now()
  FROM unnest($1::uuid[]) WITH ORDINALITY AS c(id, place), courses k`

const messages = `
  INSERT INTO messages (connection_id, sender_id, content, sequence, is_read, created_at)
  SELECT c.id, CASE WHEN n % 2 = 0 THEN c.requester_id ELSE c.target_id END, 'As we said', 0, TRUE,
         now() - interval '3 days' + n * interval '1 minute'
  FROM connections c, generate_series(1, 10) n`

const positions = `
  INSERT INTO message_positions (connection_id, user_id, delivered, read)
  SELECT c.id, reader, c.last_sequence, c.last_sequence
  FROM connections c CROSS JOIN LATERAL unnest(ARRAY[c.requester_id, c.target_id]) reader`
