import { type ClientFrame, closeCodes, ServerFrame } from '#contract/live.ts'

/** Milliseconds. */
const pace = { afterSignOut: 2000, ask: 20_000, answer: 10_000, firstPause: 500, longestPause: 30_000 }

interface LiveOptions {
  /** The last sequence that the page has of each conversation. */
  places: () => Record<string, number>
  onFrame: (frame: ServerFrame) => void
  /** Whether frames come. */
  onChange: (isOpen: boolean) => void
  /** The sign-in that it was opened by has ended; there may be another. */
  onSignedOut: () => void
}

export interface LiveSocket {
  /** Says something now, or never. */
  say: (frame: ClientFrame) => void
  end: () => void
}

/**
 * Keeps a socket to the server for as long as the page is there: after a break it opens another and says what the page
 * has. A socket that gives no sign of life is given up.
 */
export function openLiveSocket({ places, onFrame, onChange, onSignedOut }: LiveOptions): LiveSocket {
  let socket: WebSocket | undefined
  let failures = 0
  let isOver = false
  let opening: ReturnType<typeof setTimeout> | undefined
  let asking: ReturnType<typeof setTimeout> | undefined

  function say(frame: ClientFrame) {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame))
  }

  function open() {
    clearTimeout(opening)
    const own = new WebSocket(new URL('/api/v1/live', window.location.href))
    socket = own
    own.onopen = () => {
      say({ type: 'resume', places: places() })
      heard()
    }
    own.onmessage = ({ data }) => {
      heard()
      const frame = ServerFrame.safeParse(JSON.parse(String(data)))
      if (!frame.success) return
      if (frame.data.type === 'resumed') {
        failures = 0
        onChange(true)
      }
      onFrame(frame.data)
    }
    own.onclose = ({ code }) => {
      if (own === socket) gone(code)
    }
  }

  function gone(code: number) {
    clearTimeout(asking)
    socket = undefined
    onChange(false)
    if (isOver) return
    if (code === closeCodes.signedOut) {
      // Or the session was just given another id, which this page has a moment later.
      opening = setTimeout(() => {
        onSignedOut()
        open()
      }, pace.afterSignOut)
      return
    }
    const pause = Math.min(pace.longestPause, pace.firstPause * 2 ** failures++)
    opening = setTimeout(open, pause * (0.5 + Math.random()))
  }

  /** Asks for a sign of life after a while, and gives up where none comes. */
  function heard() {
    clearTimeout(asking)
    asking = setTimeout(() => {
      say({ type: 'ping' })
      asking = setTimeout(giveUp, pace.answer)
    }, pace.ask)
  }

  function giveUp() {
    const own = socket
    gone(0)
    own?.close()
  }

  function openAtOnce() {
    if (!isOver && !socket) open()
  }

  window.addEventListener('online', openAtOnce)
  open()
  return {
    say,
    end() {
      isOver = true
      window.removeEventListener('online', openAtOnce)
      clearTimeout(opening)
      clearTimeout(asking)
      socket?.close()
    },
  }
}
