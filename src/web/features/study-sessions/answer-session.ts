import { useMutation, useQueryClient } from '@tanstack/react-query'
import {
  acceptStudySession,
  cancelStudySession,
  declineStudySession,
  proposeStudySession,
} from '#contract/study-sessions.ts'
import { call } from '../../api/client.ts'
import { sessionsKey } from './list-sessions.ts'

const endpoints = {
  accept: acceptStudySession,
  decline: declineStudySession,
  cancel: cancelStudySession,
}
export type SessionAnswer = keyof typeof endpoints

export interface Proposal {
  /** Day and time of the campus, such as 2026-11-24 and 15:00. */
  date: string
  start: string
  minutes: number
  place: string
}

export function useAnswerSession(conversationId: string) {
  const onSettled = useLookAgain(conversationId)
  return useMutation({
    mutationFn: ({ id, answer }: { id: string; answer: SessionAnswer }) =>
      call(endpoints[answer], { params: { id } }),
    // Also after a refusal: the other one may have been first.
    onSettled,
  })
}

export function useProposeSession(conversationId: string) {
  const onSuccess = useLookAgain(conversationId)
  return useMutation({
    mutationFn: ({ place, ...time }: Proposal) =>
      call(proposeStudySession, {
        params: { id: conversationId },
        body: { ...time, place: place.trim() || null },
      }),
    onSuccess,
  })
}

/** For sessions, and for what the conversation says of them. */
function useLookAgain(conversationId: string) {
  const client = useQueryClient()
  return () => {
    void client.invalidateQueries({ queryKey: ['messages', conversationId, 'new'] })
    return client.invalidateQueries({ queryKey: sessionsKey })
  }
}
