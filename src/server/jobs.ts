import { accountJobs } from '#features/accounts/jobs.ts'
import { attachmentJobs } from '#features/attachments/jobs.ts'
import { connectionJobs } from '#features/connections/jobs.ts'
import { courseJobs } from '#features/courses/jobs.ts'
import { exportJobs } from '#features/exports/jobs.ts'
import { matchingJobs } from '#features/matching/jobs.ts'
import { notificationJobs } from '#features/notifications/jobs.ts'
import { reportJobs } from '#features/reports/jobs.ts'
import { studySessionJobs } from '#features/study-sessions/jobs.ts'
import { type Jobs, openJobs } from '#platform/jobs.ts'
import type { Parts } from './parts.ts'

/**
 * Composes what every feature has to do from time to time. Answers at once; the jobs start by themselves, unless this
 * process leaves them to others.
 */
export function startJobs(parts: Parts): Jobs {
  const all = [
    ...matchingJobs,
    ...courseJobs,
    ...accountJobs,
    ...connectionJobs,
    ...attachmentJobs,
    ...exportJobs,
    ...reportJobs,
    ...notificationJobs,
    ...studySessionJobs,
  ]
  const jobs = openJobs(parts, all, { works: parts.settings.role !== 'web' })
  parts.runSoon = jobs.runSoon
  return jobs
}
