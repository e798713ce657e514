import { vi } from 'vitest'
import WebSocket, { type ClientOptions } from 'ws'
import type { Message } from '#contract/conversations.ts'
import { type ClientFrame, ServerFrame } from '#contract/live.ts'

/** A page with its socket: keeps what it was told, as a page would. */
export interface LivePage {
  socket: WebSocket
  frames: ServerFrame[]
  /** Told of messages as they come. */
  onMessages(messages: Message[]): void
  /** Ends without a word; what comes after is not heard. */
  leave(): void
  /** Messages of a conversation, as they came. */
  of(conversationId: string): Message[]
  say(frame: ClientFrame): void
  closeCode(): number | null
  until(condition: () => boolean, what?: string, milliseconds?: number): Promise<void>
  /** Waits for the messages of a conversation up to a sequence. */
  untilSequence(conversationId: string, sequence: number): Promise<void>
  untilClosed(milliseconds?: number): Promise<number>
}

/** Opens a socket; answers once it is open. @throws Error with the status of who is not let in */
export async function openPage(
  at: string,
  headers: Record<string, string>,
  places?: Record<string, number>,
  options: ClientOptions = {},
): Promise<LivePage> {
  const socket = new WebSocket(`${at.replace('http', 'ws')}/api/v1/live`, { ...options, headers })
  const frames: ServerFrame[] = []
  let code: number | null = null
  socket.on('message', (data) => {
    const frame = ServerFrame.parse(JSON.parse(String(data)))
    frames.push(frame)
    if (frame.type === 'messages') page.onMessages(frame.messages)
  })
  socket.on('close', (closed) => {
    code = closed
  })
  const say = (frame: ClientFrame) => socket.send(JSON.stringify(frame))
  const of = (conversationId: string) =>
    frames.flatMap((frame) =>
      frame.type === 'messages' && frame.conversationId === conversationId ? frame.messages : [],
    )
  const until = (condition: () => boolean, what = 'what was waited for', timeout = 10_000) =>
    vi.waitFor(
      () => {
        if (!condition()) throw new Error(`${what}; closed: ${code}; ${JSON.stringify(frames).slice(-500)}`)
      },
      { timeout, interval: 10 },
    )
  const page: LivePage = {
    socket,
    onMessages: () => {},
    leave: () => socket.removeAllListeners('message').terminate(),
    frames,
    of,
    say,
    closeCode: () => code,
    until,
    untilSequence: (conversationId, sequence) =>
      until(() => of(conversationId).at(-1)?.sequence === sequence, `sequence ${sequence}`),
    async untilClosed(milliseconds) {
      await until(() => code !== null, 'closed', milliseconds)
      return code ?? 0
    },
  }
  await new Promise<void>((resolve, reject) => {
    socket.on('open', resolve).on('error', reject)
  })
  if (places) say({ type: 'resume', places })
  return page
}
