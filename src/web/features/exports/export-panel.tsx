import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { downloadExport, type Export } from '#contract/exports.ts'
import { address } from '../../api/client.ts'
import { Button, ButtonAnchor } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useMe } from '../accounts/get-me.ts'
import { exportsQuery, isUnderWay } from './list-exports.ts'
import { useRequestExport } from './request-export.ts'

export function ExportPanel() {
  const { data: exports, error, refetch } = useQuery(exportsQuery)
  const request = useRequestExport()
  if (error) return <ProblemNotice error={error} retry={() => void refetch()} />
  if (!exports) return <Skeleton className="h-32" />
  const newest = exports[0]
  const ready = exports.filter(({ state }) => state === 'ready')
  const underWay = exports.find(isUnderWay)
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm text-soft">
        One ZIP file with your account, courses, hours, connections and every message. We mail you when it is
        ready.
      </p>
      {underWay && <Progress export={underWay} />}
      {newest?.state === 'failed' && (
        <p className="text-sm text-danger-text">The last one did not work. Please ask again.</p>
      )}
      {ready.length > 0 && (
        <ul className="flex flex-col gap-3" aria-label="Ready to download">
          {ready.map((one) => (
            <Ready key={one.id} export={one} />
          ))}
        </ul>
      )}
      <ProblemNotice error={request.error} />
      {!underWay && (
        <Button
          variant="secondary"
          className="self-start"
          busy={request.isPending}
          onClick={() => request.mutate()}
        >
          Ask for my data
        </Button>
      )}
    </div>
  )
}

function Progress({ export: { done, state } }: { export: Export }) {
  const text = state === 'waiting' ? 'Waiting for its turn …' : 'Putting it together …'
  return (
    <div>
      <p role="status" className="mb-1 text-sm">
        {text}
      </p>
      <progress className="h-2 w-full accent-accent" aria-label="Your data" value={done} max={1} />
    </div>
  )
}

function Ready({ export: { id, createdAt, expiresAt } }: { export: Export }) {
  const { timeZone } = useMe().university
  const say = (instant: string) =>
    new Date(instant).toLocaleString(undefined, { timeZone, dateStyle: 'medium', timeStyle: 'short' })
  return (
    <li className="flex flex-wrap items-center justify-between gap-2">
      <p className="text-sm">
        Of {say(createdAt)}
        {expiresAt && <span className="block text-soft">Kept until {say(expiresAt)}</span>}
      </p>
      <ButtonAnchor
        size="sm"
        href={address(downloadExport.path, { id })}
        download
        aria-label={`Download the data of ${say(createdAt)}`}
      >
        <Download aria-hidden="true" />
        Download
      </ButtonAnchor>
    </li>
  )
}
