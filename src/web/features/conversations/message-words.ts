import type { Message } from '#contract/conversations.ts'

/** What was written; nothing where only an image or file was sent. */
export function wordsOf({ content, attachment }: Pick<Message, 'content' | 'attachment'>): string {
  return content === attachment?.name ? '' : content
}

/** A message in a line of a list. */
export function previewOf(message: Message): string {
  if (message.deletedAt) return 'Message deleted'
  return wordsOf(message) || (message.type === 'image' ? 'Image' : message.content)
}
