import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'

/** Milliseconds. */
export interface Pace {
  /** Between two events at least. */
  gap: number
  /** Between two signs of life. */
  heartbeat: number
}

export interface EventStream {
  /** Notes that the reader is up to date as of `id`; not before it has been told, if there is something to tell. */
  advance(id: string, changed: boolean): void
  /** Ends it; a browser connects again after `retry` milliseconds. */
  end(retry?: number): void
}

/** Milliseconds; not the same for all, or a node that stops would send all its pages to another at once. */
const retryAfter = () => 5000 + Math.floor(5000 * Math.random())
/** Bytes that wait for a reader who does not read. */
const mostWaiting = 64 * 1024
/** Milliseconds that the last bytes get. */
const grace = 1000

/**
 * Answers server-sent events: `changed` at once, then at most one a `gap`, the last never dropped. Ids go out with the
 * heartbeat too, so that what is resumed after a quiet day is not a day ago.
 */
export function eventStream(
  response: ServerResponse,
  headers: OutgoingHttpHeaders,
  { gap, heartbeat }: Pace,
): EventStream {
  let id = ''
  let isDue = false
  let toldAt = Number.NEGATIVE_INFINITY
  let waiting: NodeJS.Timeout | undefined
  let isOpen = true

  function stop(): void {
    isOpen = false
    clearTimeout(waiting)
    clearInterval(beat)
  }

  function write(text: string): void {
    if (!isOpen || response.destroyed) return
    response.write(text)
    if (response.writableLength <= mostWaiting) return
    stop()
    response.destroy()
  }

  function tell(): void {
    waiting = undefined
    isDue = false
    toldAt = performance.now()
    write(`event: changed\ndata: {}\nid: ${id}\n\n`)
  }

  const beat = setInterval(() => write(isDue || !id ? ':\n\n' : `:\nid: ${id}\n\n`), heartbeat).unref()
  response.on('close', stop)
  response.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no', // nginx would keep events back until they fill a page
    connection: 'close', // so that a server that stops need not wait for the emptied connection
  })
  write(`retry: ${retryAfter()}\n\n`)

  return {
    advance(newId, changed) {
      if (!isOpen) return
      id = newId
      isDue ||= changed
      if (!isDue || waiting) return
      const wait = toldAt + gap - performance.now()
      if (wait <= 0) tell()
      else waiting = setTimeout(tell, wait).unref()
    },
    end(retry) {
      if (!isOpen) return
      stop()
      response.end(retry && `retry: ${retry}\n\n`)
      setTimeout(() => response.destroy(), grace).unref()
    },
  }
}
