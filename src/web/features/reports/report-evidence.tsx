import type { Report } from '#contract/reports.ts'

interface ReportEvidenceProps {
  report: Report
  say: (instant: string) => string
}

/** What a report is about, as it was when it was told. */
export function ReportEvidence({ report, say }: ReportEvidenceProps) {
  const { kind, evidence, context, pictureUrl, subject, reporter } = report
  const theirs = subject?.firstName ?? 'They'
  return (
    <>
      {context.length > 0 && (
        <>
          <dt className="mt-2 text-soft">Before it</dt>
          <dd className="mt-2">
            <ol className="flex flex-col gap-1">
              {context.map(({ isSubject, text, at }) => (
                <li key={at + text} title={say(at)} className="whitespace-pre-line wrap-anywhere">
                  <span className="text-soft">
                    {isSubject ? theirs : (reporter?.firstName ?? 'Who reported it')}:
                  </span>{' '}
                  {text}
                </li>
              ))}
            </ol>
          </dd>
        </>
      )}
      {evidence && (
        <>
          <dt className="mt-2 pt-2 text-soft">Message</dt>
          <dd className="mt-2">
            <blockquote className="rounded-lg bg-sunken px-3 py-2 whitespace-pre-line wrap-anywhere">
              {evidence}
            </blockquote>
          </dd>
        </>
      )}
      {pictureUrl && (
        <>
          <dt className="mt-2 text-soft">{kind === 'picture' ? 'Picture' : 'Image'}</dt>
          <dd className="mt-2">
            <img
              src={pictureUrl}
              alt="As it was when it was reported"
              className={`rounded-xl bg-sunken ${kind === 'picture' ? 'size-40 object-cover' : 'max-h-80 max-w-full'}`}
              loading="lazy"
            />
          </dd>
        </>
      )}
    </>
  )
}
