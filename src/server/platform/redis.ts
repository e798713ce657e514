import { Redis } from 'ioredis'
import type { Logger } from 'pino'

/**
 * The process' one connection to Redis; it comes back by itself, and whoever uses it goes on without meanwhile.
 * A Redis that does not answer in time counts as away; nobody waits for it to come back.
 * @returns rejects commands at once while not connected, and after 500 ms without an answer
 */
export function openRedis(url: string, log: Logger): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    commandTimeout: 500,
    // A connection that was cut without a word would be kept for a quarter of an hour.
    socketTimeout: 5000,
  })
  let isAway = false
  // Each further attempt to connect fails too; one line an outage says it. The error itself may hold the password.
  redis.on('error', ({ message }) => {
    if (!isAway)
      log.warn({ reason: message }, 'Redis is away: limits are counted in this process, nothing is cached')
    isAway = true
  })
  redis.on('ready', () => {
    if (isAway) log.info('Redis is back')
    isAway = false
  })
  return redis
}
