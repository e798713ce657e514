import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface Line {
  /** The database's address through this line. */
  url: string
  /** Cuts the line of the next commit: PostgreSQL has it, and nobody hears. */
  loseNextCommit(): void
  /** How many commits were lost so. */
  lost(): number
  /** Cuts all that is open, as when PostgreSQL restarts. */
  cut(): void
  close(): void
}

/** How PostgreSQL says that a transaction is committed: CommandComplete, its length, the tag. */
const committed = Buffer.from('C\0\0\0\x0bCOMMIT\0', 'latin1')

/** Name of a statement that is a transaction by itself, and how PostgreSQL says that it is over: ReadyForQuery, idle. */
const statement = 'conversations-send'
const over = Buffer.from('Z\0\0\0\x05I', 'latin1')

/** A line to the database that can be cut between a commit and its answer, as when PostgreSQL or the network ends. */
export async function openLine(databaseUrl: string): Promise<Line> {
  const url = new URL(databaseUrl)
  const target = { host: url.hostname, port: Number(url.port) }
  const sockets = new Set<Socket>()
  let isDue = false
  let lost = 0
  const server = createServer((client) => {
    const database = connect(target)
    for (const socket of [client, database]) {
      sockets.add(socket)
      socket.on('error', () => {}).on('close', () => sockets.delete(socket))
    }
    let isSending = false
    client.on('data', (chunk) => {
      isSending = chunk.includes(statement)
      database.write(chunk)
    })
    database.on('data', (chunk) => {
      const isCommit = chunk.includes(committed) || (isSending && chunk.includes(over))
      if (!isDue || !isCommit) return void client.write(chunk)
      isDue = false
      lost++
      client.destroy()
      database.destroy()
    })
    client.on('close', () => database.destroy())
    database.on('close', () => client.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    loseNextCommit: () => {
      isDue = true
    },
    lost: () => lost,
    cut,
    close() {
      server.close()
      cut()
    },
  }
}
