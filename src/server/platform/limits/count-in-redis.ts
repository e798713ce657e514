import type { Redis, Result } from 'ioredis'
import { type Counts, type Limit, type Taken, takenOf } from './sliding-window.ts'

// sliding-window.ts in Lua, by the clock of Redis, so that it is one and the same for all processes; a hash, so that
// it is one key. A use of -1 is given back.
const lua = `
  local points, length, uses = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local window = math.floor(now / length)
  local held = redis.call('HMGET', KEYS[1], 'window', 'current', 'previous')
  local of = tonumber(held[1])
  local current, previous = 0, 0
  if of == window then current, previous = tonumber(held[2]), tonumber(held[3])
  elseif of == window - 1 then previous = tonumber(held[2]) end
  local used = previous * (length - now % length) / length + current
  local allowed = used + uses <= points
  if allowed then
    current = math.max(0, current + uses)
    redis.call('HSET', KEYS[1], 'window', window, 'current', current, 'previous', previous)
    redis.call('PEXPIRE', KEYS[1], 2 * length)
  end
  return { allowed and 1 or 0, window, current, previous, tostring(now) }
`

type Answer = [isAllowed: 0 | 1, window: number, current: number, previous: number, now: string]

declare module 'ioredis' {
  interface RedisCommander<Context> {
    countUse(key: string, points: number, milliseconds: number, uses: 1 | -1): Result<Answer, Context>
  }
}

/** Counts uses in Redis, those of several processes together. Rejects while it is away or slow. */
export function countInRedis(redis: Redis) {
  redis.defineCommand('countUse', { lua, numberOfKeys: 1 })
  return async (key: string, limit: Limit, uses: 1 | -1): Promise<{ counts: Counts; taken: Taken }> => {
    const answer = await redis.countUse(key, limit.points, limit.seconds * 1000, uses)
    const [isAllowed, window, current, previous, now] = answer
    const counts = { window, current, previous }
    return { counts, taken: takenOf(counts, isAllowed === 1, limit, Number(now)) }
  }
}
