import { randomUUID } from 'node:crypto'
import type { Arrivals } from './arrivals.ts'

/** Something that takes messages. */
export interface Subject {
  name: string
  /** Process that serves it; 0 where there is none beside PostgreSQL. */
  server: number
  /** null: it brings them to nobody. */
  arrivals: Arrivals | null
  /** Back when the message is acknowledged and, where it is brought to somebody, has arrived. */
  send(turn: number, message: NewMessage): Promise<unknown>
  close(): void
}

export interface NewMessage {
  id: string
  content: string
}

/** A message as students write them. */
export const newMessage = (): NewMessage => ({
  id: randomUUID(),
  content: 'Shall we go through the exercises together before the tutorial on Thursday?',
})

/** Whom a turn's message is for: everybody in turn, and those side by side not one after the other. */
export const receiverOf = (turn: number, sockets: number) => (turn * 7919) % sockets
