import { SendHorizontal } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { TextArea } from '../../ui/text-area.tsx'

const longest = 4000

/** A keyboard on the screen has no Shift+Enter: there, Enter makes a line and the button sends. */
const hasKeyboard = () => !window.matchMedia('(pointer: coarse)').matches

/** Milliseconds in which one is said to write once. */
const sayEvery = 3000

interface ComposerProps {
  name: string
  /** Told now and then while one writes. */
  onWriting: () => void
  onSend: (content: string) => void
}

/** Where one writes. */
export function Composer({ name, onWriting, onSend }: ComposerProps) {
  const [content, setContent] = useState('')
  const saidAt = useRef(Number.NEGATIVE_INFINITY)

  function change(words: string) {
    setContent(words)
    if (!words.trim() || performance.now() - saidAt.current < sayEvery) return
    saidAt.current = performance.now()
    onWriting()
  }

  function send() {
    const words = content.trim()
    if (!words) return
    onSend(words)
    setContent('')
    saidAt.current = Number.NEGATIVE_INFINITY
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault()
    send()
  }

  function onKeyDown(event: KeyboardEvent) {
    // While an input method composes, Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || !hasKeyboard()) return
    event.preventDefault()
    send()
  }

  return (
    <form onSubmit={onSubmit} className="flex items-end gap-2">
      <TextArea
        rows={1}
        aria-label={`Message to ${name}`}
        placeholder="Write a message"
        value={content}
        maxLength={longest}
        onChange={({ target }) => change(target.value)}
        onKeyDown={onKeyDown}
        className="max-h-40 min-h-11! resize-none"
      />
      <Button
        type="submit"
        aria-label="Send"
        // The screen keyboard stays open for the next message.
        onPointerDown={(event) => event.preventDefault()}
        className="w-11 px-0"
      >
        <SendHorizontal aria-hidden="true" />
      </Button>
    </form>
  )
}
