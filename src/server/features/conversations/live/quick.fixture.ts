import type { LiveOptions } from './routes.ts'

/** The same routes with less patience, below /quick. */
export const quick: LiveOptions = {
  look: 100,
  lookBesideHints: 60_000,
  check: 200,
  gather: 20,
  presence: 200,
  mostOfStudent: 3,
  mostOfNode: 5,
  page: 10,
  heartbeat: 200,
  mostWaiting: 256 * 1024,
  mostFrames: 20,
}
