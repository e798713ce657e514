import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'

/** The least that brings a message from one socket to another: nothing is asked, checked or stored. */
const sockets = new Map<string, WebSocket>()
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
server.on('connection', (socket, request) => {
  sockets.set(request.url ?? '', socket)
  socket.on('message', (data) => {
    const message = JSON.parse(String(data)) as { to: string }
    sockets.get(message.to)?.send(JSON.stringify(message))
  })
  socket.on('close', () => sockets.delete(request.url ?? ''))
})
server.on('listening', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`))
process.on('SIGTERM', () => process.exit(0))
