import type { FastifyInstance } from 'fastify'

/** Milliseconds that requests under way get. */
const patience = 8000

/** Takes no more requests and ends those under way; who takes longer is cut off, so that the process ends in time. */
export async function closeApp(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), patience)
  await app.close()
  clearTimeout(cut)
}
