import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { ServerFrame } from '#contract/live.ts'
import { type HttpClient, httpClient } from '../http-client.ts'
import type { BenchServer } from '../server.ts'
import type { Tokens } from '../sign-in.ts'
import { Arrivals } from './arrivals.ts'
import { otherOf, type Pairs } from './pairs.ts'
import { receiverOf, type Subject } from './subject.ts'
import { inTurn } from './turns.ts'

interface ProductOptions {
  /** Each student keeps to one of them; of two, those who write to each other are on different ones. */
  nodes: BenchServer[]
  pairs: Pairs
  tokens: Tokens
  sockets: number
  writers: number
}

/** Milliseconds within which a page says once what it has received. */
const saying = 500

/** Pages of the first students, each with its socket; who has none writes all the same. */
export async function openPages({
  nodes,
  pairs,
  tokens,
  sockets,
  writers,
}: ProductOptions): Promise<Subject> {
  const arrivals = new Arrivals()
  const clients = nodes.map(({ port }) => httpClient(port, writers))
  const tokenOf = (student: number) => tokens.get(pairs.students[student] ?? '') ?? ''
  const pages = await inTurn(sockets, (student) =>
    openPage(nodes[student % nodes.length]?.port ?? 0, tokenOf(student), arrivals),
  )
  return {
    name: 'product',
    server: nodes[0]?.pid ?? 0,
    arrivals,
    send(turn, message) {
      const sender = otherOf(receiverOf(turn, sockets))
      const client = clients[sender % nodes.length] as HttpClient
      const path = `/conversations/${pairs.conversationOf(sender)}/messages`
      return arrivals.follow(message.id, () =>
        client.send('POST', path, tokenOf(sender), JSON.stringify(message)),
      )
    },
    close() {
      for (const client of clients) client.close()
      for (const page of pages) page.terminate()
    },
  }
}

/** Back when the page was told what there is; from then on it hears of what is new. */
async function openPage(port: number, token: string, arrivals: Arrivals): Promise<WebSocket> {
  const headers = { cookie: `cc_session=${token}` }
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/v1/live`, { headers, perMessageDeflate: false })
  const { promise: resumed, resolve } = Promise.withResolvers<void>()
  let due: string | null = null
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as ServerFrame
    if (frame.type === 'resumed') resolve()
    if (frame.type !== 'messages') return
    for (const { id } of frame.messages) arrivals.note(id)
    const { conversationId, messages } = frame
    const isSaying = due !== null
    due = JSON.stringify({ type: 'received', conversationId, sequence: messages.at(-1)?.sequence })
    if (!isSaying) setTimeout(say, saying)
  })
  const say = () => {
    if (socket.readyState === socket.OPEN && due) socket.send(due)
    due = null
  }
  await once(socket, 'open')
  socket.send(JSON.stringify({ type: 'resume', places: {} }))
  await resumed
  return socket
}
