import { expect, onTestFinished, test } from 'vitest'
import { campus } from '../../tests/campus.ts'
import { testServer } from '../../tests/server.ts'
import { startJobs } from './jobs.ts'

test('soon after the start the views are filled, and each job has its turns', async () => {
  const server = await testServer()
  onTestFinished(() => server.close())
  const home = await campus(server)
  const course = await home.course()
  await home.student({ courses: [course] })

  const jobs = startJobs(server.parts)
  onTestFinished(() => jobs.stop())
  const query = async (sql: string) => (await server.database.pool.query(sql)).rows
  await expect
    .poll(() => query('SELECT course_id, students FROM mv_course_sizes'), { timeout: 20_000 })
    .toEqual([{ course_id: course, students: 1 }])
  expect(await query('SELECT name, cron FROM pgboss.schedule ORDER BY name')).toEqual([
    { name: 'accounts.delete-expired', cron: '20 * * * *' },
    { name: 'accounts.delete-students', cron: '15 * * * *' },
    { name: 'accounts.delete-unconfirmed', cron: '35 4 * * *' },
    { name: 'attachments.delete-unsent', cron: '50 * * * *' },
    { name: 'connections.lapse', cron: '10 * * * *' },
    { name: 'connections.nudge', cron: '5 * * * *' },
    { name: 'courses.refresh-views', cron: '0 * * * *' },
    { name: 'exports.delete-expired', cron: '25 * * * *' },
    { name: 'exports.make', cron: '* * * * *' },
    { name: 'matching.delete-expired-lists', cron: '*/10 * * * *' },
    { name: 'matching.prune-changes', cron: '*/5 * * * *' },
    { name: 'notifications.delete-old', cron: '50 4 * * *' },
    { name: 'notifications.deliver', cron: '* * * * *' },
    { name: 'notifications.digest', cron: '*/15 * * * *' },
    { name: 'reports.delete-old', cron: '45 4 * * *' },
    { name: 'study-sessions.lapse', cron: '15 * * * *' },
    { name: 'study-sessions.remind', cron: '*/5 * * * *' },
  ])
})
