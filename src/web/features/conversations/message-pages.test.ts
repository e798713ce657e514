import { describe, expect, it } from 'vitest'
import { messageWith } from './message.fixture.ts'
import {
  completeSequence,
  type MessagePages,
  messagesOf,
  withChanges,
  withMessages,
} from './message-pages.ts'

const pages: MessagePages = {
  pages: [
    { items: [4, 3].map((sequence) => messageWith(sequence)), nextCursor: 'x' },
    { items: [2, 1].map((sequence) => messageWith(sequence)), nextCursor: null },
  ],
  pageParams: ['', 'x'],
}

const sequences = (given: MessagePages) => messagesOf(given).map(({ sequence }) => sequence)

describe('messages read page by page', () => {
  it('are shown oldest first', () => {
    expect(sequences(pages)).toEqual([1, 2, 3, 4])
    expect(completeSequence(pages)).toBe(4)
  })

  it('take up new ones in order and known ones once', () => {
    const more = withMessages(pages, [messageWith(4), messageWith(6), messageWith(5)])
    expect(sequences(more)).toEqual([1, 2, 3, 4, 5, 6])
    expect(withMessages(pages, [messageWith(2)])).toBe(pages)
  })

  it('know up to where nothing is missing', () => {
    const withGap = withMessages(pages, [messageWith(6)])
    expect(completeSequence(withGap)).toBe(4)
    expect(completeSequence(withMessages(withGap, [messageWith(5)]))).toBe(6)
  })

  it('may be none yet', () => {
    const empty: MessagePages = { pages: [{ items: [], nextCursor: null }], pageParams: [''] }
    expect(completeSequence(empty)).toBe(0)
    expect(sequences(withMessages(empty, [messageWith(1)]))).toEqual([1])
  })

  it('take up changes in place, also where they are answered, and none that is older', () => {
    const { id, senderId, type } = messageWith(1)
    const replyTo = { id, sequence: 1, senderId, type, content: 'Message 1', isDeleted: false }
    const answered = withMessages(pages, [messageWith(5, { replyTo })])
    const gone = messageWith(1, { content: '', deletedAt: '2026-11-20T12:10:00.000Z', revision: 2 })
    const changed = withChanges(answered, [gone])
    expect(sequences(changed)).toEqual([1, 2, 3, 4, 5])
    expect(messagesOf(changed)[0]).toEqual(gone)
    expect(messagesOf(changed)[4]?.replyTo).toEqual({ ...replyTo, content: '', isDeleted: true })
    expect(messagesOf(withChanges(changed, [messageWith(1, { revision: 1 })]))[0]).toEqual(gone)
  })
})
