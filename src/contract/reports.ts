import { endpoint } from './endpoint.ts'
import { Id, Instant, Person, page, pageOf, text } from './values.ts'
import { z } from './zod.ts'

export const ReportKind = z.enum(['person', 'message', 'picture'])
export const ReportReason = z.enum(['harassment', 'spam', 'impersonation', 'inappropriate', 'other'])
export type ReportReason = z.infer<typeof ReportReason>

export const reportStudent = endpoint({
  method: 'POST',
  path: '/reports',
  id: 'reportStudent',
  tag: 'reports',
  summary: 'Tell the staff of my university about a student, a message or a picture',
  description:
    'A message is one that the student wrote to me; staff see it with up to five messages before it in our conversation, and no other. What it is about is copied, so that it stays if the student changes or deletes it. Telling the same again while it is open changes nothing. The student is not told.',
  access: 'student',
  body: z.object({
    studentId: Id.describe('of the student whom it is about'),
    kind: ReportKind,
    messageId: Id.optional().describe('with kind message, and only there'),
    reason: ReportReason,
    note: text(1000).optional().describe('what happened, in own words'),
    block: z.boolean().default(false).describe('also block the student'),
  }),
  status: 204,
  problems: ['not-found', 'not-allowed'],
})

export const StaffAction = z.enum(['dismiss', 'warn', 'suspend', 'restore'])
export type StaffAction = z.infer<typeof StaffAction>

/** A report as the staff of the university see it. */
export const Report = z
  .object({
    id: Id,
    kind: ReportKind,
    reason: ReportReason,
    note: z.string().nullable(),
    evidence: z.string().nullable().describe('the message as it was written'),
    context: z
      .array(z.object({ isSubject: z.boolean(), text: z.string(), at: Instant }))
      .describe('up to five messages of the two before it, oldest first; isSubject: by whom it is about'),
    pictureUrl: z.string().nullable().describe('of the picture, or the image of the message, as it was'),
    status: z.enum(['open', 'closed']),
    createdAt: Instant,
    subject: Person.extend({
      email: z.string(),
      isSuspended: z.boolean().describe('false also for who has asked to be deleted'),
    })
      .nullable()
      .describe('null where the account is gone'),
    reporter: Person.nullable().describe('null where the account is gone'),
    reports: z.int().describe('reports about the same student, this one included'),
    actions: z
      .array(
        z.object({
          action: StaffAction,
          note: z.string().nullable(),
          by: z.string().describe('name of who did it'),
          at: Instant,
        }),
      )
      .describe('all that was done about the student, newest first'),
  })
  .meta({ id: 'Report' })
export type Report = z.infer<typeof Report>

export const listReports = endpoint({
  method: 'GET',
  path: '/staff/reports',
  id: 'listReports',
  tag: 'reports',
  summary: 'Reports about students of my university, oldest open ones first',
  access: 'staff',
  query: z.object({
    status: z.enum(['open', 'closed']).default('open').describe('only those in this state'),
    ...page,
  }),
  status: 200,
  answer: pageOf(Report),
})

export const getReportedPicture = endpoint({
  method: 'GET',
  path: '/staff/reports/{id}/picture',
  id: 'getReportedPicture',
  tag: 'reports',
  summary: 'The picture that a report is about, or the image of the message, as it was',
  access: 'staff',
  params: z.object({ id: Id.describe('of the report') }),
  status: 200,
  produces: 'image/webp',
  problems: ['not-found'],
})

export const actOnReport = endpoint({
  method: 'POST',
  path: '/staff/reports/{id}/actions',
  id: 'actOnReport',
  tag: 'reports',
  summary: 'Dismiss, warn, suspend or restore',
  description:
    'Closes the report. Where the account is gone, all that is left is `dismiss`; who has asked to be deleted is not brought back by `restore`, unless they were suspended. `warn` and `suspend` are told to the student by mail; who is suspended is signed out everywhere at once and in no list, until `restore`. Every action is kept with who did it.',
  access: 'staff',
  params: z.object({ id: Id.describe('of the report') }),
  body: z.object({
    action: StaffAction,
    note: text(1000).optional().describe('why; students do not see it'),
  }),
  status: 200,
  answer: Report,
  problems: ['not-found', 'not-allowed'],
})
