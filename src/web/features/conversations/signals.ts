import { useSyncExternalStore } from 'react'
import type { ClientFrame, ServerFrame } from '#contract/live.ts'

export type Presence = Omit<Extract<ServerFrame, { type: 'presence' }>, 'type'>

/** Milliseconds after which who has said nothing more is not writing any more. */
const typingLasts = 5000

/** What the socket told that is kept nowhere else, and the way to say something on it. */
interface State {
  isLive: boolean
  presence: Presence | null
  typingIn: ReadonlySet<string>
}

let state: State = { isLive: false, presence: null, typingIn: new Set() }
let speak: (frame: ClientFrame) => void = () => {}
const listeners = new Set<() => void>()
const ends = new Map<string, ReturnType<typeof setTimeout>>()

function become(change: Partial<State>): void {
  state = { ...state, ...change }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Says something to the server while there is a socket; else it is not said. */
export const say = (frame: ClientFrame) => speak(frame)

export function setLive(isLive: boolean, say: (frame: ClientFrame) => void): void {
  speak = isLive ? say : () => {}
  become({ isLive, presence: null })
}

export const notePresence = (presence: Presence) => become({ presence })

export function noteTyping(conversationId: string, isTyping: boolean): void {
  clearTimeout(ends.get(conversationId))
  ends.delete(conversationId)
  if (isTyping) ends.set(conversationId, setTimeout(noteTyping, typingLasts, conversationId, false))
  if (state.typingIn.has(conversationId) === isTyping) return
  const typingIn = new Set(state.typingIn)
  if (isTyping) typingIn.add(conversationId)
  else typingIn.delete(conversationId)
  become({ typingIn })
}

/** Whether messages come by themselves; while they do not, pages ask for them. */
export const useIsLive = () => useSyncExternalStore(subscribe, () => state.isLive)

export const useIsTyping = (conversationId: string) =>
  useSyncExternalStore(subscribe, () => state.typingIn.has(conversationId))

/** null: it is not told. */
export function usePresence(conversationId: string): Presence | null {
  const presence = useSyncExternalStore(subscribe, () => state.presence)
  return presence?.conversationId === conversationId ? presence : null
}
