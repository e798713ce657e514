import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { Message } from '#contract/conversations.ts'
import type { TestStudent } from '../../../../../tests/server.ts'
import type { Choices } from '../../matching/choices.fixture.ts'
import { type LivePage, openPage } from './page.fixture.ts'
import type { StormNode } from './storm-node.fixture.ts'

/** What a storm of students, cuts and restarts has led to. */
export interface Storm {
  nodes: StormNode[]
  conversationId: string
  isOver(): boolean
  count(what: string): void
  /** Contents by id: what was tried. */
  tried: Map<string, string>
  /** What was acknowledged, by id. */
  acknowledged: Map<string, Message>
  /** By student, up to where they said that they had read: the last that was acknowledged, and the last of all. */
  read: Map<string, { acknowledged: number; said: number }>
}

/** Posts as a page does; null where there was no answer, or none of success. */
export async function post(at: string, student: TestStudent, path: string, body: object) {
  try {
    const response = await fetch(`${at}/api/v1/conversations/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: `cc_session=${student.token}` },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(15_000),
    })
    const text = await response.text()
    return response.ok ? { text } : null
  } catch {
    return null
  }
}

/** Writes one message after the other, each again and again until it is acknowledged or, now and then, given up. */
export async function keepWriting(storm: Storm, student: TestStudent, choices: Choices): Promise<void> {
  while (!storm.isOver()) {
    const id = randomUUID()
    const content = `${choices.whole(1, 1_000_000)} of ${id}`
    storm.tried.set(id, content)
    const send = async () => {
      const path = `${storm.conversationId}/messages`
      const answer = await post(choices.one(storm.nodes).at(), student, path, { id, content })
      if (!answer) return storm.count('sent without an answer')
      const message = Message.parse(JSON.parse(answer.text))
      const before = storm.acknowledged.get(id)
      if (before && before.sequence !== message.sequence) throw new Error(`${id} was numbered twice`)
      if (before) storm.count('acknowledged again')
      storm.acknowledged.set(id, message)
    }
    do {
      await Promise.all(Array.from({ length: choices.chance(0.2) ? 3 : 1 }, send))
    } while (!storm.acknowledged.has(id) && !choices.chance(0.1))
    if (choices.chance(0.1)) await send()
    await pause(choices.whole(0, 30))
  }
}

/** A page that comes and goes, and is told by whichever node it finds. */
export class StormPage {
  readonly student: TestStudent
  readonly received: Message[] = []
  #storm: Storm

  constructor(storm: Storm, student: TestStudent) {
    this.#storm = storm
    this.student = student
  }

  last(): number {
    return this.received.at(-1)?.sequence ?? 0
  }

  /** Opens a socket that says what the page has. Whatever comes must be the next. */
  async open(node: StormNode): Promise<LivePage | null> {
    const id = this.#storm.conversationId
    const cookie = `cc_session=${this.student.token}`
    try {
      const page = await openPage(node.at(), { cookie }, { [id]: this.last() }, { handshakeTimeout: 5000 })
      page.onMessages = (messages) => {
        this.received.push(...messages)
      }
      return page
    } catch {
      this.#storm.count('socket refused')
      return null
    }
  }

  async #sayRead(choices: Choices): Promise<void> {
    const { nodes, conversationId, read } = this.#storm
    const sequence = choices.whole(0, this.last())
    const said = read.get(this.student.id) ?? { acknowledged: 0, said: 0 }
    read.set(this.student.id, said)
    said.said = Math.max(said.said, sequence)
    const path = `${conversationId}/read`
    if (!(await post(choices.one(nodes).at(), this.student, path, { sequence }))) return
    said.acknowledged = Math.max(said.acknowledged, sequence)
    this.#storm.count('read')
  }

  async keepReading(choices: Choices): Promise<void> {
    while (!this.#storm.isOver()) {
      const page = await this.open(choices.one(this.#storm.nodes))
      const end = performance.now() + choices.whole(5, 1500)
      while (page && page.closeCode() === null && performance.now() < end && !this.#storm.isOver())
        await pause(10)
      if (choices.chance(0.3)) await this.#sayRead(choices)
      if (page?.closeCode() === null) this.#storm.count('left')
      else this.#storm.count('was closed')
      page?.leave()
      await pause(choices.whole(0, 200))
    }
  }
}
