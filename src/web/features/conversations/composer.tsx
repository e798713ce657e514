import { Check, Paperclip, SendHorizontal } from 'lucide-react'
import { type ClipboardEvent, type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/text-area.tsx'
import { CharactersLeft, charactersLeft } from './characters-left.tsx'
import type { Draft } from './outbox.ts'
import { acceptedFiles, useUpload } from './upload-attachment.ts'
import { UploadCard } from './upload-card.tsx'

/** A keyboard on the screen has no Shift+Enter: there, Enter makes a line and the button sends. */
const hasKeyboard = () => !window.matchMedia('(pointer: coarse)').matches

/** Milliseconds in which one is said to write once. */
const sayEvery = 3000

interface ComposerProps {
  name: string
  /** The words that are being changed; nothing where a new message is written. */
  editing?: string | undefined
  /** Takes the focus whenever this becomes another, but nothing. */
  focusOn?: unknown
  /** Told now and then while one writes. */
  onWriting?: () => void
  onSend: (draft: Draft) => void
  onCancel: () => void
}

/** Where one writes. A file is uploaded as soon as it is chosen, pasted or dropped, and goes with the words. */
export function Composer({ name, editing, focusOn, onWriting, onSend, onCancel }: ComposerProps) {
  const [content, setContent] = useState(editing ?? '')
  const { upload, start, clear } = useUpload()
  const input = useRef<HTMLInputElement>(null)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (focusOn) field.current?.focus()
  }, [focusOn])
  const isEditing = editing !== undefined
  const { attachment } = upload ?? {}
  const isWaiting = Boolean(upload && !attachment)
  const left = charactersLeft(content)
  const saidAt = useRef(Number.NEGATIVE_INFINITY)

  function change(words: string) {
    setContent(words)
    if (!words.trim() || performance.now() - saidAt.current < sayEvery) return
    saidAt.current = performance.now()
    onWriting?.()
  }

  function send() {
    const words = content.trim()
    if (isWaiting || left < 0 || (!words && !attachment)) return
    onSend({
      content: words,
      ...(attachment && { attachment: { id: attachment.id, name: attachment.name } }),
    })
    setContent('')
    clear()
    saidAt.current = Number.NEGATIVE_INFINITY
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault()
    send()
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') onCancel()
    // While an input method composes, Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || !hasKeyboard()) return
    event.preventDefault()
    send()
  }

  function take(event: { preventDefault(): void }, files: FileList | null) {
    const file = files?.[0]
    if (!file || isEditing) return
    event.preventDefault()
    void start(file)
  }

  return (
    <form
      onSubmit={onSubmit}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => take(event, event.dataTransfer.files)}
    >
      {upload && <UploadCard upload={upload} onRetry={() => void start(upload.file)} onClear={clear} />}
      <CharactersLeft left={left} />
      <div className="flex items-end gap-2">
        <input
          ref={input}
          type="file"
          accept={acceptedFiles}
          aria-label="Image or file"
          className="hidden"
          onChange={(event) => {
            take(event, event.target.files)
            event.target.value = ''
          }}
        />
        {!isEditing && (
          <Button
            variant="quiet"
            aria-label="Add an image or file"
            onClick={() => input.current?.click()}
            className="-mr-1 w-11 px-0"
          >
            <Paperclip aria-hidden="true" />
          </Button>
        )}
        <TextArea
          rows={1}
          aria-label={isEditing ? 'New words' : `Message to ${name}`}
          placeholder="Write a message"
          value={content}
          aria-invalid={left < 0 || undefined}
          ref={field}
          onChange={({ target }) => change(target.value)}
          onKeyDown={onKeyDown}
          onPaste={(event: ClipboardEvent) => take(event, event.clipboardData.files)}
          className="max-h-40 min-h-11! resize-none"
        />
        <Button
          type="submit"
          aria-label={isEditing ? 'Save' : 'Send'}
          disabled={isWaiting || left < 0}
          // The screen keyboard stays open for the next message.
          onPointerDown={(event) => event.preventDefault()}
          className="w-11 px-0"
        >
          {isEditing ? <Check aria-hidden="true" /> : <SendHorizontal aria-hidden="true" />}
        </Button>
      </div>
    </form>
  )
}
