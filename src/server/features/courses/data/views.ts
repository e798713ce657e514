import type pg from 'pg'

/**
 * Refreshes mv_active_enrollments and mv_course_sizes, unless nothing that they show has changed since the last time.
 * An abort cancels the refresh in the database, which leaves the views as they were.
 * @returns whether there was something to refresh
 */
export async function refreshViews(pool: pg.Pool, signal: AbortSignal): Promise<boolean> {
  const client = await pool.connect()
  const { rows } = await client.query<{ pid: number; due: boolean }>(
    'SELECT pg_backend_pid() AS pid, EXISTS (SELECT FROM enrollment_changes) AS due',
  )
  const [state] = rows
  if (!state?.due || signal.aborted) {
    client.release()
    return false
  }
  const cancel = () => void pool.query('SELECT pg_cancel_backend($1)', [state.pid]).catch(() => {})
  signal.addEventListener('abort', cancel)
  let isClean = false
  try {
    await client.query('BEGIN')
    await client.query("SET LOCAL statement_timeout = '1h'") // the pool's is meant for requests
    await client.query('SELECT refresh_active_enrollments()')
    await client.query('COMMIT')
    isClean = !signal.aborted // else a late cancellation could hit whoever has this connection next
    return true
  } finally {
    signal.removeEventListener('abort', cancel)
    client.release(!isClean)
  }
}
