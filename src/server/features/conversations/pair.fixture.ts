import { acceptConnection, requestConnection } from '#contract/connections.ts'
import type { Campus } from '../../../../tests/campus.ts'
import type { TestStudent } from '../../../../tests/server.ts'

export interface Pair {
  ada: TestStudent
  ben: TestStudent
  /** Id of their conversation. */
  id: string
}

/** Connects two students, new ones unless given. */
export async function connected(home: Campus, given: Partial<Omit<Pair, 'id'>> = {}): Promise<Pair> {
  const { ada = await home.student(), ben = await home.student() } = given
  const courseId = await home.course()
  for (const student of [ada, ben])
    await student.inject({ method: 'PUT', url: `/api/v1/me/courses/${courseId}` })
  const { id } = await ada.call(requestConnection, { body: { targetId: ben.id, courseId } })
  await ben.call(acceptConnection, { params: { id } })
  return { ada, ben, id }
}
