/** A message on its way. The id is made here, so that sending it again cannot make a second one. */
export interface Outgoing {
  id: string
  content: string
  /** Why it could not be sent; null while it is being tried. */
  error: Error | null
}

export interface Outbox {
  subscribe: (listener: () => void) => () => void
  /** What has not arrived yet, oldest first; a new array after each change. */
  messages: () => readonly Outgoing[]
  add: (content: string) => void
  /** Tries again, all that failed or one of them. */
  retry: (id?: string) => void
  forget: (id: string) => void
}

interface OutboxOptions {
  send: (message: Pick<Outgoing, 'id' | 'content'>) => Promise<void>
  /** Whether an error may be over a moment later. */
  isPassing: (error: Error) => boolean
  /** Milliseconds before each further try. */
  pauses?: readonly number[]
}

/** Sends messages one after the other in the order in which they were written, and keeps those that fail. */
export function createOutbox({ send, isPassing, pauses = [1000, 3000] }: OutboxOptions): Outbox {
  const listeners = new Set<() => void>()
  let messages: readonly Outgoing[] = []
  let isSending = false

  function become(next: readonly Outgoing[]) {
    messages = next
    for (const listener of listeners) listener()
  }

  const change = (id: string, error: Error | null) =>
    become(messages.map((message) => (message.id === id ? { ...message, error } : message)))
  const forget = (id: string) => become(messages.filter((message) => message.id !== id))

  async function sendAll() {
    if (isSending) return
    isSending = true
    for (let next = firstWaiting(); next; next = firstWaiting()) {
      const error = await trySending(next)
      if (error) change(next.id, error)
      else forget(next.id)
    }
    isSending = false
  }

  const firstWaiting = () => messages.find(({ error }) => error === null)

  async function trySending({ id, content }: Outgoing): Promise<Error | null> {
    for (const pause of [...pauses, null]) {
      try {
        await send({ id, content })
        return null
      } catch (caught) {
        const error = caught instanceof Error ? caught : new Error(String(caught))
        if (pause === null || !isPassing(error)) return error
        await new Promise((resolve) => setTimeout(resolve, pause))
      }
    }
    return null
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    messages: () => messages,
    add(content) {
      become([...messages, { id: crypto.randomUUID(), content, error: null }])
      void sendAll()
    },
    retry(id) {
      become(messages.map((message) => (id && message.id !== id ? message : { ...message, error: null })))
      void sendAll()
    },
    forget,
  }
}
