import { randomUUID } from 'node:crypto'
import pg from 'pg'

/** Rows that the tests of the database's own rules begin with. */
export function rowsOf(pool: pg.Pool) {
  const insert = async (table: string, row: Record<string, unknown>): Promise<string> => {
    const columns = Object.keys(row)
    const places = columns.map((_, index) => `$${index + 1}`)
    const { rows } = await pool.query(
      `INSERT INTO ${table} (${columns}) VALUES (${places}) RETURNING id`,
      Object.values(row),
    )
    return rows[0].id
  }
  const university = (name = `University ${randomUUID()}`) =>
    insert('universities', { name, domain: `${randomUUID()}.example` })
  return {
    insert,
    university,
    async user(universityId: string, email = `${randomUUID()}@example.edu`) {
      const { rows } = await pool.query('SELECT name FROM universities WHERE id = $1', [universityId])
      return insert('users', { email, first_name: 'Ada', last_name: 'Test', university: rows[0].name })
    },
    course: (universityId: string) =>
      insert('courses', {
        name: 'Algorithms',
        code: randomUUID().slice(0, 8),
        section: '001',
        semester: 'Fall 2026',
        university_id: universityId,
      }),
    connection: (requesterId: string, targetId: string, courseId: string, status = 'pending') =>
      insert('connections', {
        requester_id: requesterId,
        target_id: targetId,
        course_id: courseId,
        status,
        responded_at: status === 'pending' ? null : new Date(),
      }),
  }
}

export type Rows = ReturnType<typeof rowsOf>

/** What refuses a statement: the constraint's name, or the error code where it has none. Fails if nothing does. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => new Error('nothing refused it'),
    (reason) => reason,
  )
  if (error instanceof pg.DatabaseError) return error.constraint ?? error.code ?? ''
  throw error
}
