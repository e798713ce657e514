/** What one has written: words, or nothing beside an image or file. */
export interface Draft {
  content: string
  /** Sequence of the message that it answers. */
  replyTo?: number
  attachment?: { id: string; name: string }
}

/** A draft under the id that it is sent with. */
export type Numbered = Draft & { id: string }

/** A message on its way. The id is made here, so that sending it again cannot make a second one. */
export interface Outgoing extends Numbered {
  /** Why it could not be sent; null while it is being tried, or waits for those before it. */
  error: Error | null
  /** When it is tried again by itself, in milliseconds since 1970; null where it is not. */
  retryAt: number | null
}

export interface Outbox {
  subscribe: (listener: () => void) => () => void
  /** What has not arrived yet, oldest first; a new array after each change. */
  messages: () => readonly Outgoing[]
  add: (draft: Draft) => void
  /** Takes what was kept of before: sends it first. What is here already stays as it is. */
  restore: (kept: readonly Numbered[]) => void
  /** Tries again: all that failed; or one of them, and those whose error may have passed. */
  retry: (id?: string) => void
  forget: (id: string) => void
}

interface OutboxOptions {
  send: (message: Numbered) => Promise<void>
  /** Whether an error may be over a moment later. */
  isPassing: (error: Error) => boolean
  /** Milliseconds that have been asked for before anything is tried again; undefined where none were. */
  waitOf?: (error: Error) => number | undefined
  /** Keeps a message where it outlives the page, and forgets it once it has arrived or is deleted. */
  onAdded?: (message: Numbered) => void
  onGone?: (id: string) => void
  /** Milliseconds before each further try; then before all is tried anew. */
  pauses?: readonly number[]
  rest?: number
}

const waiting = (message: Numbered): Outgoing => ({ ...message, error: null, retryAt: null })

/**
 * Sends messages one after the other in the order in which they were written, and keeps those that fail. While an error
 * may pass, such as having no network, those behind wait too, so that they arrive in order.
 */
export function createOutbox({
  send,
  isPassing,
  waitOf = () => undefined,
  onAdded,
  onGone,
  pauses = [1000, 3000],
  rest = 20_000,
}: OutboxOptions): Outbox {
  const listeners = new Set<() => void>()
  let messages: readonly Outgoing[] = []
  let isSending = false
  let resting: ReturnType<typeof setTimeout> | undefined

  function become(next: readonly Outgoing[]) {
    messages = next
    for (const listener of listeners) listener()
  }

  function fail(id: string, error: Error) {
    const retryAt = isPassing(error) ? Date.now() + (waitOf(error) ?? rest) : null
    become(messages.map((message) => (message.id === id ? { ...message, error, retryAt } : message)))
  }
  const mayPass = ({ error }: Outgoing) => error !== null && isPassing(error)

  function forget(id: string) {
    become(messages.filter((message) => message.id !== id))
    onGone?.(id)
    void sendAll()
  }

  async function sendAll() {
    if (isSending) return
    isSending = true
    for (let next = firstWaiting(); next; next = firstWaiting()) {
      const { id } = next
      const error = await trySending(next)
      if (error) fail(id, error)
      else {
        become(messages.filter((message) => message.id !== id))
        onGone?.(id)
      }
    }
    isSending = false
    clearTimeout(resting)
    const until = Math.min(...messages.map(({ retryAt }) => retryAt ?? Number.POSITIVE_INFINITY))
    if (Number.isFinite(until)) resting = setTimeout(retry, until - Date.now())
  }

  /** The first that is to be sent; none while one before it fails for what may pass. */
  function firstWaiting() {
    const first = messages.find((message) => message.error === null || mayPass(message))
    return first?.error === null ? first : undefined
  }

  async function trySending({ error: _, retryAt: __, ...message }: Outgoing): Promise<Error | null> {
    for (const pause of [...pauses, null]) {
      try {
        await send(message)
        return null
      } catch (caught) {
        const error = caught instanceof Error ? caught : new Error(String(caught))
        if (pause === null || !isPassing(error) || waitOf(error) !== undefined) return error
        await new Promise((resolve) => setTimeout(resolve, pause))
      }
    }
    return null
  }

  function retry(id?: string) {
    become(
      messages.map((message) =>
        id && message.id !== id && !mayPass(message) ? message : { ...message, error: null, retryAt: null },
      ),
    )
    void sendAll()
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    messages: () => messages,
    add(draft) {
      const message = { ...draft, id: crypto.randomUUID() }
      onAdded?.(message)
      become([...messages, waiting(message)])
      void sendAll()
    },
    restore(kept) {
      const known = new Set(messages.map(({ id }) => id))
      const missing = kept.filter(({ id }) => !known.has(id))
      if (missing.length === 0) return
      become([...missing.map(waiting), ...messages])
      void sendAll()
    },
    retry,
    forget,
  }
}
