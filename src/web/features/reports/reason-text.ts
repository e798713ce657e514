import type { Report, ReportReason } from '#contract/reports.ts'

export const reasonText: Record<ReportReason, string> = {
  harassment: 'Harassment or threats',
  spam: 'Spam or selling something',
  impersonation: 'Not who they say they are',
  inappropriate: 'Offensive picture or words',
  other: 'Something else',
}

export const kindText: Record<Report['kind'], string> = {
  person: 'Person',
  message: 'Message',
  picture: 'Picture',
}
