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

/** Whether the student is active and verified now; null where the account is gone. */
export async function readStanding(
  sql: Sql,
  userId: string,
): Promise<{ isActive: boolean; isVerified: boolean } | null> {
  const rows = await sql<{ isActive: boolean; isVerified: boolean }>(
    'matching-standing',
    `SELECT is_active AS "isActive", is_verified AS "isVerified" FROM users WHERE id = $1`,
    [userId],
  )
  return rows[0] ?? null
}
