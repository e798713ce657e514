import type { FastifyInstance } from 'fastify'
import type { Settings } from '#platform/settings.ts'

const firstPort = 3000
const lastPort = 3020

/**
 * Listens on the port that is set, or on 3000 or the next free one.
 * @returns the address to open in a browser of this machine
 * @throws Error that says which port is taken
 */
export async function listen(app: FastifyInstance, { host, port }: Settings): Promise<string> {
  for (let candidate = port ?? firstPort; ; candidate++) {
    try {
      await app.listen({ host, port: candidate })
      return addressOf(app, host)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      if (port !== null)
        throw new Error(`Port ${port} is taken. Set PORT to another, or stop what listens there.`)
      if (candidate === lastPort)
        throw new Error(`The ports ${firstPort} to ${lastPort} are all taken. Set PORT to a free one.`)
    }
  }
}

function addressOf(app: FastifyInstance, host: string): string {
  const everywhere = host === '0.0.0.0' || host === '::'
  const name = everywhere ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  const bound = app.server.address()
  return `http://${name}:${typeof bound === 'object' && bound ? bound.port : ''}`
}
