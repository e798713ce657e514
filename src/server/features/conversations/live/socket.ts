import type { WebSocket } from '@fastify/websocket'
import { ClientFrame, closeCodes, type ServerFrame } from '#contract/live.ts'

/** Milliseconds, bytes and numbers. */
export interface SocketOptions {
  /** Between two pings; who has not answered one by the next is gone. */
  heartbeat: number
  /** That may wait for a reader who does not read. */
  mostWaiting: number
  /** That a page may send in ten seconds. */
  mostFrames: number
}

export interface LiveSocket {
  /** @param written called once it has left this process; not if the socket closes before */
  send(frame: ServerFrame, written?: () => void): void
  /** Sends what is not worth waiting for; nothing while the reader is behind. */
  sendInPassing(frame: ServerFrame): void
  close(code: number): void
}

/** Milliseconds that a page gets to answer a close. */
const grace = 1000

/** A page's socket: valid frames in, a bounded buffer out, and a heartbeat that finds the dead. */
export function liveSocket(
  socket: WebSocket,
  { heartbeat, mostWaiting, mostFrames }: SocketOptions,
  onFrame: (frame: ClientFrame) => void,
): LiveSocket {
  let isAlive = true
  let frames = 0

  const beat = setInterval(() => {
    if (!isAlive) return socket.terminate()
    isAlive = false
    socket.ping()
  }, heartbeat).unref()
  const count = setInterval(() => {
    frames = 0
  }, 10_000).unref()

  function close(code: number): void {
    if (socket.readyState !== socket.OPEN) return
    socket.close(code)
    setTimeout(() => socket.terminate(), grace).unref()
  }

  function send(frame: ServerFrame, written?: () => void): void {
    if (socket.readyState !== socket.OPEN) return
    socket.send(JSON.stringify(frame), (error) => {
      if (!error) written?.()
    })
    // Nothing more goes to who is so far behind, not even a reason: it would wait behind the rest.
    if (socket.bufferedAmount > mostWaiting) socket.terminate()
  }

  socket.on('pong', () => {
    isAlive = true
  })
  socket.on('message', (data, isBinary) => {
    const frame = isBinary ? null : parse(String(data))
    if (socket.readyState !== socket.OPEN) return
    if (!frame || ++frames > mostFrames) return close(closeCodes.badFrame)
    onFrame(frame)
  })
  socket.on('close', () => {
    clearInterval(beat)
    clearInterval(count)
  })
  return {
    send,
    sendInPassing(frame) {
      if (socket.bufferedAmount === 0) send(frame)
    },
    close,
  }
}

function parse(text: string): ClientFrame | null {
  try {
    return ClientFrame.parse(JSON.parse(text))
  } catch {
    return null
  }
}
