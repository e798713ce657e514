/** Milliseconds until a server that was too busy is asked again, at least; at most twice as many, at random. */
const pause = 30_000

/**
 * Calls `onEvent` at each event of that name in a stream of server-sent events, until the answered function is called
 * or the server refuses with a 4xx. After a break the browser connects again by itself, from the event where it was.
 */
export function listen(url: string, name: string, onEvent: () => void): () => void {
  let source: EventSource
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false

  function open() {
    source = new EventSource(url)
    source.addEventListener(name, onEvent)
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED) void openLater()
    })
  }

  /** An EventSource gives up at every status but 200 and does not say which; a 503 passes, a 403 does not. */
  async function openLater() {
    const status = await fetch(url, { method: 'HEAD' }).then(
      (response) => response.status,
      () => 0,
    )
    const isRefused = status >= 400 && status < 500 && status !== 429
    if (!isOver && !isRefused) timer = setTimeout(open, pause * (1 + Math.random()))
  }

  open()
  return () => {
    isOver = true
    clearTimeout(timer)
    source.close()
  }
}
