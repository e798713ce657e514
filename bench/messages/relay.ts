import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { WebSocket } from 'ws'
import type { Shutdown } from '../../src/server/start/shutdown.ts'
import { Arrivals } from './arrivals.ts'
import { receiverOf, type Subject } from './subject.ts'
import { inTurn } from './turns.ts'

/** The bare relay in a process of its own. */
export interface Relay {
  pid: number
  open(sockets: number, writers: number): Promise<Subject>
}

export async function startRelay(shutdown: Shutdown): Promise<Relay> {
  const script = fileURLToPath(new URL('relay-server.ts', import.meta.url))
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] })
  shutdown.later(() => child.kill('SIGKILL'))
  const [said] = await once(child.stdout, 'data')
  const address = `ws://127.0.0.1:${Number(String(said))}`
  const pid = child.pid ?? 0
  return { pid, open: (sockets, writers) => openSockets(address, pid, sockets, writers) }
}

async function openSockets(address: string, pid: number, sockets: number, writers: number): Promise<Subject> {
  const arrivals = new Arrivals()
  const connect = async (name: string) => {
    const socket = new WebSocket(`${address}${name}`, { perMessageDeflate: false })
    socket.on('message', (data) => arrivals.note((JSON.parse(String(data)) as { id: string }).id))
    await once(socket, 'open')
    return socket
  }
  const readers = await inTurn(sockets, (index) => connect(`/${index}`))
  const senders = await inTurn(writers, (index) => connect(`/writer-${index}`))
  return {
    name: 'bare relay',
    server: pid,
    arrivals,
    send(turn, { id, content }) {
      const to = `/${receiverOf(turn, sockets)}`
      return arrivals.follow(id, () => senders[turn % writers]?.send(JSON.stringify({ to, id, content })))
    },
    close() {
      for (const socket of [...readers, ...senders]) socket.terminate()
    },
  }
}
