import type { Redis, Result } from 'ioredis'
import { type Counts, type Limit, type Taken, takenOf } from './sliding-window.ts'

// sliding-window.ts in Lua, by the clock of Redis, so that it is one and the same for all processes; a hash, so that
// it is one key. A use of -1 is given back. Of several limits the one that refuses costs the others nothing.
const lua = `
  local uses = tonumber(ARGV[1])
  local time = redis.call('TIME')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local found, allowed = {}, true
  for place, key in ipairs(KEYS) do
    local points, length = tonumber(ARGV[2 * place]), tonumber(ARGV[2 * place + 1])
    local window = math.floor(now / length)
    local held = redis.call('HMGET', key, 'window', 'current', 'previous')
    local of = tonumber(held[1])
    local current, previous = 0, 0
    if of == window then current, previous = tonumber(held[2]), tonumber(held[3])
    elseif of == window - 1 then previous = tonumber(held[2]) end
    local used = previous * (length - now % length) / length + current
    local fits = used + uses <= points
    allowed = allowed and fits
    found[place] = { fits and 1 or 0, window, current, previous }
  end
  if allowed then
    for place, key in ipairs(KEYS) do
      local _, window, current, previous = unpack(found[place])
      current = math.max(0, current + uses)
      found[place][3] = current
      redis.call('HSET', key, 'window', window, 'current', current, 'previous', previous)
      redis.call('PEXPIRE', key, 2 * tonumber(ARGV[2 * place + 1]))
    end
  end
  return { tostring(now), found }
`

type Answer = [now: string, found: [fits: 0 | 1, window: number, current: number, previous: number][]]

declare module 'ioredis' {
  interface RedisCommander<Context> {
    countUses(keys: number, ...keysAndNumbers: (string | number)[]): Result<Answer, Context>
  }
}

/** A limit, and the key that its uses are counted by. */
export interface Keyed {
  key: string
  limit: Limit
}

/** Counts uses in Redis, those of several processes together. Rejects while it is away or slow. */
export function countInRedis(redis: Redis) {
  redis.defineCommand('countUses', { lua })
  return async (counted: Keyed[], uses: 1 | -1): Promise<{ counts: Counts; taken: Taken }[]> => {
    const keys = counted.map(({ key }) => key)
    const numbers = counted.flatMap(({ limit }) => [limit.points, limit.seconds * 1000])
    const [now, found] = await redis.countUses(keys.length, ...keys, uses, ...numbers)
    return found.map(([fits, window, current, previous], place) => {
      const counts = { window, current, previous }
      const { limit } = counted[place] as Keyed
      return { counts, taken: takenOf(counts, fits === 1, limit, Number(now)) }
    })
  }
}
