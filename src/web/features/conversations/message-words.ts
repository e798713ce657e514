import type { Message } from '#contract/conversations.ts'
import { eventText, sessionEventOf } from '../study-sessions/session-event.ts'

/** What was written; nothing where only an image or file was sent. */
export function wordsOf({ content, attachment }: Pick<Message, 'content' | 'attachment'>): string {
  return content === attachment?.name ? '' : content
}

/** A message in a line of a list. */
export function previewOf(message: Message): string {
  if (message.deletedAt) return 'Message deleted'
  if (message.type === 'system') {
    const event = sessionEventOf(message)
    return event ? eventText(event) : 'Left Campus Connect'
  }
  return wordsOf(message) || (message.type === 'image' ? 'Image' : message.content)
}
