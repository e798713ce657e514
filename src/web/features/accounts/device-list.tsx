import { useQuery } from '@tanstack/react-query'
import { MonitorSmartphone } from 'lucide-react'
import type { Session } from '#contract/devices.ts'
import { sayProblem } from '../../api/problem-error.ts'
import { Button } from '../../ui/button.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useEndSession } from './end-session.ts'
import { useMe } from './get-me.ts'
import { sessionsQuery } from './list-sessions.ts'

export function DeviceList() {
  const { data: sessions, error, refetch } = useQuery(sessionsQuery)
  const end = useEndSession()
  const toast = useToast()
  if (error) return <ProblemNotice error={error} retry={refetch} />
  if (!sessions) return <Skeleton className="h-32" />

  function signOut(id: string, done: string) {
    end.mutate(id, {
      onSuccess: () => toast({ text: done, tone: 'success' }),
      onError: (problem) => toast({ text: sayProblem(problem), tone: 'error' }),
    })
  }

  return (
    <>
      <ul className="divide-y">
        {sessions.map((session) => (
          <Device
            key={session.id}
            session={session}
            busy={end.isPending && end.variables === session.id}
            onEnd={() => signOut(session.id, `${session.device} is signed out`)}
          />
        ))}
      </ul>
      {sessions.length > 1 && (
        <Button
          variant="secondary"
          size="sm"
          className="mt-4"
          busy={end.isPending && end.variables === 'others'}
          onClick={() => signOut('others', 'All other devices are signed out')}
        >
          Sign out everywhere else
        </Button>
      )}
    </>
  )
}

interface DeviceProps {
  session: Session
  busy: boolean
  onEnd: () => void
}

function Device({
  session: { device, address, lastUsedAt, createdAt, isCurrent },
  busy,
  onEnd,
}: DeviceProps) {
  const { timeZone } = useMe().university
  const say = (instant: string) =>
    new Date(instant).toLocaleString(undefined, { timeZone, dateStyle: 'medium', timeStyle: 'short' })
  return (
    <li className="flex items-center gap-3 py-3 first:pt-0 last:pb-0">
      <MonitorSmartphone aria-hidden="true" className="size-5 shrink-0 text-soft" />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{device}</p>
        <p className="text-sm text-soft">
          {isCurrent ? 'This device' : `Last used ${say(lastUsedAt)}`}
          {address && ` · ${address}`}
        </p>
        <p className="text-sm text-soft">Signed in {say(createdAt)}</p>
      </div>
      {!isCurrent && (
        <Button variant="quiet" size="sm" busy={busy} aria-label={`Sign out ${device}`} onClick={onEnd}>
          Sign out
        </Button>
      )}
    </li>
  )
}
