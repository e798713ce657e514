import type { Sql } from '#platform/database/sql.ts'

/** Running courses that the student is in. */
export async function readOpenCourses(sql: Sql, userId: string): Promise<string[]> {
  const rows = await sql<{ id: string }>(
    'matching-open-courses',
    `SELECT c.id FROM user_courses e JOIN courses c ON c.id = e.course_id
     WHERE e.user_id = $1 AND e.is_active AND c.is_active`,
    [userId],
  )
  return rows.map(({ id }) => id)
}
