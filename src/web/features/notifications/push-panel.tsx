import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { BellRing } from 'lucide-react'
import { ProblemError } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useMe } from '../accounts/get-me.ts'
import { type DeviceState, deviceState, switchOff, switchOn } from './push-device.ts'

const deviceQuery = (userId: string) =>
  queryOptions({ queryKey: ['push-device', userId], queryFn: () => deviceState(userId) })

const words: Record<DeviceState, string> = {
  unsupported: 'This browser cannot show pushes.',
  'needs-home-screen':
    'Add Campus Connect to your home screen first (Share, then “Add to Home Screen”), and open it from there.',
  denied:
    'You have blocked notifications for this page. Allow them in the browser’s settings of this page first.',
  off: 'This device can tell you what is new while the page is closed. Others who see its screen learn who wrote, not what.',
  on: 'This device tells you what is new.',
}

/** Whether this browser gets pushes. It is asked only when one presses the button. */
export function PushPanel() {
  const { id } = useMe()
  const client = useQueryClient()
  const { data: state } = useQuery(deviceQuery(id))
  const change = useMutation({
    mutationFn: (isOn: boolean) => (isOn ? switchOn(id) : switchOff()),
    onSettled: () => client.invalidateQueries({ queryKey: deviceQuery(id).queryKey }),
  })
  if (!state) return <Skeleton className="h-24" />
  return (
    <div className="flex flex-col items-start gap-3">
      <p className="text-sm text-soft">{words[state]}</p>
      {change.error instanceof ProblemError ? (
        <ProblemNotice error={change.error} />
      ) : (
        change.error && (
          <Notice tone="error" title="Your browser did not let us">
            It may have no push service, or have pushes switched off. Mails go on.
          </Notice>
        )
      )}
      {state === 'off' && (
        <Button size="sm" busy={change.isPending} onClick={() => change.mutate(true)}>
          {!change.isPending && <BellRing aria-hidden="true" />}
          Notify me on this device
        </Button>
      )}
      {state === 'on' && (
        <Button size="sm" variant="secondary" busy={change.isPending} onClick={() => change.mutate(false)}>
          Stop on this device
        </Button>
      )}
    </div>
  )
}
