import { Copy, Pencil, Reply, Trash2 } from 'lucide-react'
import type { Message } from '#contract/conversations.ts'
import { changeMinutes } from '#contract/message-changes.ts'
import { Menu, type MenuAction } from '../../ui/menu.tsx'

export interface MessageActions {
  /** Whether something can be written. */
  isOpen: boolean
  onReply: (message: Message) => void
  onEdit: (message: Message) => void
  onDelete: (message: Message) => void
  /** Leads to a message by its sequence. */
  onShow: (sequence: number) => void
}

interface MessageMenuProps {
  message: Message
  isMine: boolean
  actions: MessageActions
}

/** What can be done with a message. */
export function MessageMenu({ message, isMine, actions }: MessageMenuProps) {
  const { isOpen, onReply, onEdit, onDelete } = actions
  // As of the last time it was shown; the service has the last word.
  const isFresh = isMine && Date.now() - Date.parse(message.sentAt) < changeMinutes * 60_000
  const choices: (MenuAction | false)[] = [
    isOpen && { label: 'Reply', icon: Reply, takesFocus: true, onSelect: () => onReply(message) },
    {
      label: 'Copy',
      icon: Copy,
      onSelect: () => void navigator.clipboard?.writeText(message.content).catch(() => {}),
    },
    isOpen && isFresh && { label: 'Edit', icon: Pencil, takesFocus: true, onSelect: () => onEdit(message) },
    isFresh && { label: 'Delete', icon: Trash2, isDanger: true, onSelect: () => onDelete(message) },
  ]
  return (
    <Menu
      label="What to do with this message"
      actions={choices.filter((choice) => choice !== false)}
      className="-my-1 opacity-60 focus-visible:opacity-100 data-popup-open:opacity-100 pointer-fine:opacity-0 pointer-fine:group-hover:opacity-100"
    />
  )
}
