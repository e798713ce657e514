import { listMessages, type Message, sendMessage } from '#contract/conversations.ts'
import type { Campus } from '../../../../tests/campus.ts'
import type { TestStudent } from '../../../../tests/server.ts'
import { connected } from './pair.fixture.ts'

/** Two connected students, how they write, and what one of them sees. */
export async function talk(home: Campus) {
  const { ada, ben, id } = await connected(home)
  const params = { id }
  const write = (who: TestStudent, content: string, more: { replyTo?: number } = {}): Promise<Message> =>
    who.call(sendMessage, { params, body: { content, ...more } })
  const read = async (who: TestStudent) => (await who.call(listMessages, { params })).items
  return { ada, ben, params, write, read }
}
