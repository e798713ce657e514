export interface Shutdown {
  /** Adds something to close; the last one opened is closed first. */
  later(close: () => Promise<unknown> | unknown): void
  /** Closes everything once and ends the process. Further calls wait for the first. */
  end(exitCode: number): Promise<never>
  readonly ending: boolean
}

/** One Ctrl-C arrives several times: from the terminal, and passed on by npm. Milliseconds. */
const echo = 500

/** Ends the process in order on Ctrl-C, `kill` and a closed terminal; a second signal ends it at once. */
export function createShutdown(complain: (error: unknown) => void): Shutdown {
  const closers: (() => unknown)[] = []
  let ended: Promise<never> | null = null

  const closeAll = async (exitCode: number): Promise<never> => {
    for (const close of closers.reverse()) {
      try {
        await close()
      } catch (error) {
        complain(error)
        exitCode ||= 1
      }
    }
    process.exit(exitCode)
  }
  const shutdown: Shutdown = {
    later: (close) => closers.push(close),
    end: (exitCode) => (ended ??= closeAll(exitCode)),
    get ending() {
      return ended !== null
    },
  }
  let first = 0
  const onSignal = () => {
    first ||= Date.now()
    if (Date.now() - first > echo) process.exit(130)
    void shutdown.end(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal)
  process.on('uncaughtException', (error) => {
    if (!ended) complain(error)
    void shutdown.end(1)
  })
  // A closed terminal takes no more lines; that must not cut the orderly stop short.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  return shutdown
}
