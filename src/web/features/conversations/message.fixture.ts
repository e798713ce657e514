import type { Message } from '#contract/conversations.ts'

/** Message number `sequence`, but for what is given. */
export function messageWith(sequence: number, given: Partial<Message> = {}): Message {
  return {
    id: `0a1b2c3d-0000-4000-8000-${String(sequence).padStart(12, '0')}`,
    sequence,
    senderId: 'leo',
    type: 'text',
    content: `Message ${sequence}`,
    replyTo: null,
    attachment: null,
    isRead: false,
    sentAt: new Date(Date.UTC(2026, 10, 20, 12, sequence)).toISOString(),
    editedAt: null,
    deletedAt: null,
    revision: 0,
    ...given,
  }
}
