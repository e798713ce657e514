interface Pace {
  /** Milliseconds from one call to the next at least. */
  every: number
  /** Each call waits up to so many milliseconds more, at random: many pages that were told at once ask apart. */
  spread: number
}

/** Turns many askings into few calls: every asking is followed by a call, and none by more than one. */
export function coalesce(action: () => void, { every, spread }: Pace): { ask: () => void; stop: () => void } {
  let last = Number.NEGATIVE_INFINITY
  let timer: ReturnType<typeof setTimeout> | undefined

  function run() {
    timer = undefined
    last = Date.now()
    action()
  }

  return {
    ask() {
      timer ??= setTimeout(run, Math.max(0, last + every - Date.now()) + Math.random() * spread)
    },
    stop() {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
