import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Link2 } from 'lucide-react'
import { useState } from 'react'
import { sayProblem } from '../../../api/problem-error.ts'
import { Button } from '../../../ui/button.tsx'
import { ProblemNotice } from '../../../ui/problem-notice.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { useToast } from '../../../ui/toast.tsx'
import { useMe } from '../get-me.ts'
import { useUnlink } from './change-links.ts'
import { LinkDialog } from './link-dialog.tsx'
import { linksQuery } from './list-links.ts'

/** Where I may sign in elsewhere, and where I do. */
export function LinkList() {
  const me = useMe()
  const { data, error, refetch } = useQuery(linksQuery)
  const unlink = useUnlink()
  const toast = useToast()
  const [linking, setLinking] = useState<{ slug: string; name: string } | null>(null)
  if (error) return <ProblemNotice error={error} retry={() => void refetch()} />
  if (!data) return <Skeleton className="h-16" />
  if (data.items.length === 0)
    return <p className="text-sm text-soft">{me.university.name} has no other way to sign in here yet.</p>
  const links = data.items.filter(({ linkedAt }) => linkedAt).length
  const since = (instant: string) =>
    new Date(instant).toLocaleDateString(undefined, {
      timeZone: me.university.timeZone,
      dateStyle: 'medium',
    })

  return (
    <>
      <ul className="divide-y">
        {data.items.map(({ slug, name, linkedAt }) => (
          <li key={slug} className="flex items-center gap-3 py-3 first:pt-0 last:pb-0">
            <Link2 aria-hidden="true" className="size-5 shrink-0 text-soft" />
            <div className="min-w-0 flex-1">
              <p className="font-medium wrap-anywhere">{name}</p>
              <p className="text-sm text-soft">{linkedAt ? `Linked ${since(linkedAt)}` : 'Not linked'}</p>
            </div>
            {linkedAt ? (
              <Button
                variant="quiet"
                size="sm"
                aria-label={`Unlink ${name}`}
                disabled={!data.hasPassword && links === 1}
                busy={unlink.isPending && unlink.variables === slug}
                onClick={() =>
                  unlink.mutate(slug, {
                    onSuccess: () => toast({ text: `${name} is unlinked`, tone: 'success' }),
                    onError: (problem) => toast({ text: sayProblem(problem), tone: 'error' }),
                  })
                }
              >
                Unlink
              </Button>
            ) : (
              <Button
                variant="secondary"
                size="sm"
                aria-label={`Link ${name}`}
                disabled={!me.isVerified}
                onClick={() => setLinking({ slug, name })}
              >
                Link
              </Button>
            )}
          </li>
        ))}
      </ul>
      {!data.hasPassword && (
        <p className="mt-3 text-sm text-soft">
          You have no password here.{' '}
          <Link to="/forgot-password" className="font-medium text-accent-text underline underline-offset-4">
            Set one by mail
          </Link>
        </p>
      )}
      {linking && (
        <LinkDialog provider={linking} hasPassword={data.hasPassword} onClose={() => setLinking(null)} />
      )}
    </>
  )
}
