import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { Message } from '#contract/conversations.ts'
import { Id } from '#contract/values.ts'
import { z } from '#contract/zod.ts'

const Hint = z.discriminatedUnion('about', [
  z.object({
    conversationId: Id,
    /** Who may want to know. */
    userIds: z.array(Id),
    /** `new`: there are messages to look for; `positions`: somebody has got on; else the hint is all there is. */
    about: z.enum(['new', 'positions', 'changed', 'typing']),
  }),
  z.object({ userIds: z.array(Id), about: z.literal('notified') }),
])
/** Word that something happened. It may be lost, come twice or late: the truth is in PostgreSQL. */
export type Hint = z.infer<typeof Hint>

/** A message that this process has just committed, for whoever is signed in by one of these. */
export interface Committed {
  message: Message
  signIns: string[]
}

const Told = z.intersection(Hint, z.object({ node: z.uuid() }))

export interface Hints {
  /** Gives a hint to every node, this one at once and with what was committed. */
  tell(hint: Hint, committed?: Committed | null): void
  /** Whether other nodes hear of hints, and this one of theirs. */
  reachesOthers(): boolean
  close(): void
}

export interface Listener {
  hear(hint: Hint, committed?: Committed | null): void
  /** Hints may have been missed until now. */
  missed(): void
}

const channel = 'campus-connect:live'

/** Hints between the nodes by Redis, where there is one; else within this process. */
export function openHints(redis: Redis | null, listener: Listener): Hints {
  const node = randomUUID()
  const subscriber = redis?.duplicate({ autoResubscribe: false, commandTimeout: 5000 })
  let isSubscribed = false
  subscriber?.on('error', () => {}) // the process' first connection tells of it
  subscriber?.on('close', () => {
    isSubscribed = false
  })
  subscriber?.on('ready', async () => {
    try {
      await subscriber.subscribe(channel)
      isSubscribed = true
      listener.missed()
    } catch {
      subscriber.disconnect(true)
    }
  })
  subscriber?.on('message', (_channel: string, text: string) => {
    const told = parse(text)
    if (told && told.node !== node) listener.hear(told)
  })
  return {
    tell(hint, committed) {
      listener.hear(hint, committed)
      publish(redis, hint, node)
    },
    reachesOthers: () => isSubscribed,
    close: () => subscriber?.disconnect(),
  }
}

/** Gives a hint to the other nodes, where there is Redis. */
export function publish(redis: Redis | null, hint: Hint, node: string = randomUUID()): void {
  redis?.publish(channel, JSON.stringify({ ...hint, node })).catch(() => {})
}

function parse(text: string): z.infer<typeof Told> | null {
  try {
    return Told.parse(JSON.parse(text))
  } catch {
    return null
  }
}
