import { Camera } from 'lucide-react'
import { type ChangeEvent, useEffect, useRef, useState } from 'react'
import { sayProblem } from '../../api/problem-error.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { useMe } from '../accounts/get-me.ts'
import { useDeletePicture } from './delete-picture.ts'
import { pictureTypes, refusePicture } from './picture-file.ts'
import { usePutPicture } from './put-picture.ts'

/** My picture: chosen, shown at once, sent with its progress, removed. */
export function PictureCard() {
  const me = useMe()
  const put = usePutPicture()
  const remove = useDeletePicture()
  const input = useRef<HTMLInputElement>(null)
  const chooser = useRef<HTMLButtonElement>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  const preview = useObjectUrl(put.isPending ? put.variables : undefined)
  const problem =
    refusal ?? (put.error && sayProblem(put.error)) ?? (remove.error && sayProblem(remove.error))

  function choose(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (!file) return
    const reason = refusePicture(file)
    setRefusal(reason)
    remove.reset()
    if (!reason) put.mutate(file)
  }

  return (
    <div className="flex items-center gap-5">
      <Avatar person={{ ...me, pictureUrl: preview ?? me.pictureUrl }} size="xl" />
      <div className="min-w-0">
        <input
          ref={input}
          type="file"
          accept={pictureTypes.join(',')}
          onChange={choose}
          className="hidden"
          aria-label="Picture file"
        />
        <div className="flex flex-wrap gap-2">
          <Button
            ref={chooser}
            variant="secondary"
            size="sm"
            busy={put.isPending}
            onClick={() => input.current?.click()}
          >
            {!put.isPending && <Camera aria-hidden="true" />}
            {me.pictureUrl ? 'Change picture' : 'Add a picture'}
          </Button>
          {me.pictureUrl && !put.isPending && (
            <Button
              variant="quiet"
              size="sm"
              busy={remove.isPending}
              onClick={() => remove.mutate(undefined, { onSuccess: () => chooser.current?.focus() })}
            >
              Remove
            </Button>
          )}
        </div>
        {put.isPending && (
          <progress
            aria-label="Sending the picture"
            value={put.progress}
            className="mt-3 h-1.5 w-full overflow-hidden rounded-full bg-sunken accent-accent"
          />
        )}
        <p role="status" className="mt-2 text-sm text-soft empty:hidden">
          {put.isSuccess && !problem && 'Your picture is up to date.'}
        </p>
        <p role="alert" className="mt-2 text-sm text-danger-text empty:hidden">
          {problem}
        </p>
      </div>
    </div>
  )
}

/** An address under which the page can show a file that is not sent yet. */
function useObjectUrl(file: File | undefined): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    if (!file) return
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => {
      setUrl(null)
      URL.revokeObjectURL(made)
    }
  }, [file])
  return url
}
