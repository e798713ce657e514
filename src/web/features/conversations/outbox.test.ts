import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createOutbox } from './outbox.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const lost = new Error('no connection')
const tooMany = new Error('too many')
const refused = new Error('the connection has ended')

/** An outbox whose tries end as told, in order; after that they succeed. */
function setUp(...outcomes: (Error | null)[]) {
  const tries: { id: string; content: string }[] = []
  const outbox = createOutbox({
    async send(message) {
      tries.push(message)
      const error = outcomes.shift()
      if (error) throw error
    },
    isPassing: (error) => error === lost || error === tooMany,
    waitOf: (error) => (error === tooMany ? 40_000 : undefined),
    pauses: [1000, 3000],
    rest: 20_000,
  })
  const left = () => outbox.messages().map(({ content, error }) => [content, error?.message ?? null])
  return { outbox, tries, left, contents: () => tries.map(({ content }) => content) }
}

describe('outbox', () => {
  it('sends one after the other, in order', async () => {
    const { outbox, contents, left } = setUp()
    outbox.add({ content: 'one' })
    outbox.add({ content: 'two' })
    expect(contents()).toEqual(['one'])
    await vi.runAllTimersAsync()
    expect(contents()).toEqual(['one', 'two'])
    expect(left()).toEqual([])
  })

  it('tries again with the same id before the next message, where the error may pass', async () => {
    const { outbox, contents, tries, left } = setUp(lost, lost)
    outbox.add({ content: 'one' })
    outbox.add({ content: 'two' })
    await vi.runAllTimersAsync()
    expect(contents()).toEqual(['one', 'one', 'one', 'two'])
    expect(new Set(tries.map(({ id }) => id)).size).toBe(2)
    expect(left()).toEqual([])
  })

  it('keeps what fails, goes on with the rest, and sends it when told', async () => {
    const { outbox, contents, left } = setUp(refused)
    outbox.add({ content: 'one' })
    outbox.add({ content: 'two' })
    await vi.runAllTimersAsync()
    expect(left()).toEqual([['one', refused.message]])
    outbox.retry(outbox.messages()[0]?.id)
    await vi.runAllTimersAsync()
    expect(contents()).toEqual(['one', 'two', 'one'])
    expect(left()).toEqual([])
  })

  it('gives up after the last pause and forgets when told', async () => {
    const { outbox, left } = setUp(lost, lost, lost)
    outbox.add({ content: 'one' })
    await vi.advanceTimersByTimeAsync(3999)
    expect(left()).toEqual([['one', null]])
    await vi.advanceTimersByTimeAsync(1)
    expect(left()).toEqual([['one', lost.message]])
    outbox.forget(outbox.messages()[0]?.id ?? '')
    expect(left()).toEqual([])
  })

  it('sends nothing past what fails for what may pass, and all in order when that is over', async () => {
    const { outbox, contents, left } = setUp(lost, lost, lost)
    outbox.add({ content: 'one' })
    await vi.advanceTimersByTimeAsync(4000)
    outbox.add({ content: 'two' })
    await vi.advanceTimersByTimeAsync(1000)
    expect(contents()).toEqual(['one', 'one', 'one'])
    expect(left()).toEqual([
      ['one', lost.message],
      ['two', null],
    ])
    outbox.retry()
    await vi.advanceTimersByTimeAsync(1)
    expect(contents().slice(3)).toEqual(['one', 'two'])
    expect(left()).toEqual([])
  })

  it('tries again by itself after a while', async () => {
    const { outbox, left } = setUp(lost, lost, lost, lost)
    outbox.add({ content: 'one' })
    await vi.advanceTimersByTimeAsync(30_000)
    expect(left()).toEqual([])
  })

  it('waits as long as it was told, whatever is written meanwhile, and goes on by itself', async () => {
    const { outbox, contents, left } = setUp(null, tooMany)
    for (const content of ['one', 'two', 'three']) outbox.add({ content })
    await vi.advanceTimersByTimeAsync(30_000)
    expect(contents()).toEqual(['one', 'two'])
    expect(outbox.messages()[0]?.retryAt).toBe(Date.now() + 10_000)
    outbox.add({ content: 'four' })
    await vi.advanceTimersByTimeAsync(9_999)
    expect(contents()).toEqual(['one', 'two'])
    await vi.advanceTimersByTimeAsync(2)
    expect(contents()).toEqual(['one', 'two', 'two', 'three', 'four'])
    expect(left()).toEqual([])
  })

  it('sends what was kept before what was written since, once', async () => {
    const { outbox, contents, tries } = setUp()
    const kept = ['one', 'two'].map((content) => ({ id: `id of ${content}`, content }))
    outbox.restore(kept)
    outbox.restore(kept)
    outbox.add({ content: 'three' })
    await vi.runAllTimersAsync()
    expect(contents()).toEqual(['one', 'two', 'three'])
    expect(tries[0]?.id).toBe('id of one')
  })

  it('says what is to be kept and what is gone', async () => {
    const kept = new Set<string>()
    const outbox = createOutbox({
      send: async ({ content }) => {
        if (content === 'bad') throw refused
      },
      isPassing: () => false,
      onAdded: ({ id }) => kept.add(id),
      onGone: (id) => kept.delete(id),
    })
    outbox.add({ content: 'bad' })
    outbox.add({ content: 'good' })
    expect(kept.size).toBe(2)
    await vi.runAllTimersAsync()
    expect(kept.size).toBe(1)
    outbox.forget(outbox.messages()[0]?.id ?? '')
    expect(kept.size).toBe(0)
  })
})
