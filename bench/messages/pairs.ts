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

/** Fills a migrated, empty database with verified students who are connected two by two, in one course. */
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
    await client.query('ANALYZE users, connections')
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
