export interface Draft<Value> {
  status: 'saved' | 'unsaved' | 'saving' | 'failed'
  /** The newest value, until it is saved. */
  value: Value | null
  error: unknown
}

export interface Autosave<Value> {
  subscribe: (listener: () => void) => () => void
  draft: () => Draft<Value>
  /** Notes a new value; it is saved once no other has come for a moment. */
  change: (value: Value) => void
  /** Saves at once what waits. Rejects where it cannot be saved; the value then stays. */
  flush: () => Promise<void>
  /** For a page that is being closed: sends what waits without waiting for a save under way. */
  flushOnLeaving: () => void
}

/**
 * Keeps a value that changes often and saves it, one save at a time, the newest value last.
 * @param delay milliseconds without a change before a save starts
 */
export function createAutosave<Value>(save: (value: Value) => Promise<void>, delay: number): Autosave<Value> {
  const listeners = new Set<() => void>()
  let draft: Draft<Value> = { status: 'saved', value: null, error: null }
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null

  function become(next: Partial<Draft<Value>>) {
    draft = { ...draft, ...next }
    for (const listener of listeners) listener()
  }

  async function saveAll() {
    while (draft.value !== null) {
      const { value } = draft
      become({ status: 'saving', error: null })
      try {
        await save(value)
      } catch (error) {
        become({ status: 'failed', error })
        throw error
      }
      if (draft.value === value) become({ status: 'saved', value: null })
    }
  }

  async function flush() {
    clearTimeout(timer)
    running ??= saveAll().finally(() => {
      running = null
    })
    await running
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    draft: () => draft,
    change(value) {
      clearTimeout(timer)
      become({ value, status: running ? 'saving' : 'unsaved', error: null })
      // A failure shows in the draft.
      timer = setTimeout(() => flush().catch(() => undefined), delay)
    },
    flush,
    flushOnLeaving() {
      if (draft.status === 'unsaved' || draft.status === 'failed') flush().catch(() => undefined)
      else if (running && draft.value !== null) save(draft.value).catch(() => undefined)
    },
  }
}
