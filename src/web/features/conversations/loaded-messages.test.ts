import { describe, expect, it } from 'vitest'
import {
  type LoadedMessages,
  listLoaded,
  loadedFrom,
  missingChunks,
  newestOf,
  withChanges,
  withMessages,
} from './loaded-messages.ts'
import { messageWith } from './message.fixture.ts'

const loaded = loadedFrom([4, 3, 2, 1].map((sequence) => messageWith(sequence)))
const sequences = (given: LoadedMessages) => listLoaded(given).map(({ sequence }) => sequence)

describe('messages that are here', () => {
  it('are listed oldest first', () => {
    expect(sequences(loaded)).toEqual([1, 2, 3, 4])
    expect(loaded.last).toBe(4)
  })

  it('take up new ones in order and known ones once', () => {
    const more = withMessages(loaded, [messageWith(4), messageWith(6), messageWith(5)])
    expect(sequences(more)).toEqual([1, 2, 3, 4, 5, 6])
    expect(withMessages(loaded, [messageWith(2)])).toBe(loaded)
  })

  it('may be none yet', () => {
    const none = loadedFrom([])
    expect(none.last).toBe(0)
    expect(sequences(withMessages(none, [messageWith(1)]))).toEqual([1])
  })

  it('know which chunks are missing where one looks', () => {
    const sparse = loadedFrom([messageWith(250), messageWith(249), messageWith(101)])
    expect(missingChunks(sparse, 249, 300)).toEqual([])
    expect(missingChunks(sparse, 248, 300)).toEqual([2])
    expect(missingChunks(sparse, -5, 101)).toEqual([0])
    expect(missingChunks(sparse, 100, 201)).toEqual([0, 1, 2])
  })

  it('find the newest of the other one, unless something before it is missing', () => {
    const mixed = loadedFrom(
      [3, 5, 6].map((sequence) => messageWith(sequence, { senderId: `${sequence % 2}` })),
    )
    expect(newestOf(mixed, '1', 6)?.sequence).toBe(5)
    expect(newestOf(mixed, '0', 5)).toBeUndefined()
  })

  it('take up changes in place, also where they are answered, and none that is older', () => {
    const { id, senderId, type } = messageWith(1)
    const replyTo = { id, sequence: 1, senderId, type, content: 'Message 1', isDeleted: false }
    const answered = withMessages(loaded, [messageWith(5, { replyTo })])
    const gone = messageWith(1, { content: '', deletedAt: '2026-11-20T12:10:00.000Z', revision: 2 })
    const changed = withChanges(answered, [gone])
    expect(sequences(changed)).toEqual([1, 2, 3, 4, 5])
    expect(changed.bySequence.get(1)).toEqual(gone)
    expect(changed.bySequence.get(5)?.replyTo).toEqual({ ...replyTo, content: '', isDeleted: true })
    expect(withChanges(changed, [messageWith(1, { revision: 1 })]).bySequence.get(1)).toEqual(gone)
  })
})
