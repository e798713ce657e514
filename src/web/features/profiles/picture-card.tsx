import { Camera } from 'lucide-react'
import { type ChangeEvent, useRef, useState } from 'react'
import { sayProblem } from '../../api/problem-error.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { useMe } from '../accounts/get-me.ts'
import { CropDialog } from './crop-dialog.tsx'
import { useDeletePicture } from './delete-picture.ts'
import { pictureTypes, refusePicture } from './picture-file.ts'
import { usePutPicture } from './put-picture.ts'

/** My picture: chosen, cut, sent, removed. */
export function PictureCard() {
  const me = useMe()
  const put = usePutPicture()
  const remove = useDeletePicture()
  const input = useRef<HTMLInputElement>(null)
  const chooser = useRef<HTMLButtonElement>(null)
  const [refusal, setRefusal] = useState<string | null>(null)
  /** Being cut. */
  const [file, setFile] = useState<File | null>(null)
  const problem = refusal ?? (remove.error && sayProblem(remove.error))

  function choose(event: ChangeEvent<HTMLInputElement>) {
    const chosen = event.target.files?.[0]
    event.target.value = ''
    if (!chosen) return
    const reason = refusePicture(chosen)
    setRefusal(reason)
    put.reset()
    remove.reset()
    if (!reason) setFile(chosen)
  }

  function close() {
    put.breakOff()
    setFile(null)
  }

  return (
    <div className="flex items-center gap-5">
      <Avatar person={me} size="xl" />
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
          <Button ref={chooser} variant="secondary" size="sm" onClick={() => input.current?.click()}>
            <Camera aria-hidden="true" />
            {me.pictureUrl ? 'Change picture' : 'Add a picture'}
          </Button>
          {me.pictureUrl && (
            <Button
              variant="quiet"
              size="sm"
              busy={remove.isPending}
              onClick={() => {
                put.reset()
                remove.mutate(undefined, { onSuccess: () => chooser.current?.focus() })
              }}
            >
              Remove
            </Button>
          )}
        </div>
        <p role="status" className="mt-2 text-sm text-soft empty:hidden">
          {put.isSuccess && !problem && 'Your picture is up to date.'}
        </p>
        <p role="alert" className="mt-2 text-sm text-danger-text empty:hidden">
          {problem}
        </p>
      </div>
      {file && (
        <CropDialog
          file={file}
          progress={put.isPending ? put.progress : null}
          problem={put.error && sayProblem(put.error)}
          finalFocus={chooser}
          onSave={(square) => put.mutate({ file, square }, { onSuccess: () => setFile(null) })}
          onUnreadable={() => {
            setFile(null)
            setRefusal('This file is not a picture that we can read.')
          }}
          onClose={close}
        />
      )}
    </div>
  )
}
