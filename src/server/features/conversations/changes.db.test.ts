import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { blockStudent } from '#contract/blocks.ts'
import { cancelConnection } from '#contract/connections.ts'
import { getConversation, type Message, sendMessage } from '#contract/conversations.ts'
import { deleteMessage, editMessage, listChanges } from '#contract/message-changes.ts'
import { type Campus, campus } from '../../../../tests/campus.ts'
import { problemOf } from '../../../../tests/problem.ts'
import { type TestServer, type TestStudent, testServer } from '../../../../tests/server.ts'
import { talk } from './talk.fixture.ts'

let server: TestServer
let home: Campus
beforeAll(async () => {
  server = await testServer()
  home = await campus(server)
})
afterAll(() => server.close())

async function pair() {
  const two = await talk(home)
  const at = ({ id: messageId }: Pick<Message, 'id'>) => ({ params: { ...two.params, messageId } })
  return {
    ...two,
    edit: (who: TestStudent, message: Pick<Message, 'id'>, content: string) =>
      who.send(editMessage, { ...at(message), body: { content } }),
    remove: (who: TestStudent, message: Pick<Message, 'id'>) => who.send(deleteMessage, at(message)),
    changes: async (who: TestStudent, after = 0) =>
      (await who.call(listChanges, { params: two.params, query: { after } })).items,
  }
}

const stored = async (id: string) =>
  (await server.database.pool.query('SELECT * FROM messages WHERE id = $1', [id])).rows[0]

/** As if it had been sent some time ago. */
const age = (id: string, minutes: number) =>
  server.database.pool.query(
    'UPDATE messages SET created_at = created_at - make_interval(mins => $2) WHERE id = $1',
    [id, minutes],
  )

test('an edited message is marked for both, and keeps its place', async () => {
  const { ada, ben, write, read, edit } = await pair()
  const sent = await write(ada, 'Monday at nien')
  await write(ben, 'Yes')
  expect(sent).toMatchObject({ editedAt: null, revision: 0 })
  const edited = (await edit(ada, sent, 'Monday at nine')).json()
  expect(edited).toEqual({ ...sent, content: 'Monday at nine', editedAt: expect.any(String), revision: 1 })
  expect((await read(ben)).map(({ content }) => content)).toEqual(['Yes', 'Monday at nine'])
})

test('the same words again are no edit', async () => {
  const { ada, write, edit } = await pair()
  const sent = await write(ada, 'Hello')
  expect((await edit(ada, sent, 'Hello')).json()).toEqual(sent)
})

test('a deleted message keeps its place and number, and its words are nowhere', async () => {
  const { ada, ben, params, write, read, remove } = await pair()
  await write(ben, 'Where?')
  const sent = await write(ada, 'my secret place', { replyTo: 1 })
  await write(ben, 'Nice', { replyTo: sent.sequence })
  const deleted = (await remove(ada, sent)).json()
  expect(deleted).toMatchObject({
    ...{ id: sent.id, sequence: 2, content: '', replyTo: null, type: 'text', revision: 1 },
    deletedAt: expect.any(String),
  })
  const [answer, gone] = await read(ben)
  expect(gone).toEqual(deleted)
  expect(answer?.replyTo).toEqual({
    ...{ id: sent.id, sequence: 2, senderId: ada.id, type: 'text', content: '', isDeleted: true },
  })
  expect(JSON.stringify(await stored(sent.id))).not.toContain('secret')
  expect((await remove(ada, sent)).json()).toEqual(deleted)
  expect(problemOf(await remove(ada, { id: randomUUID() }))).toBe('not-found')
  expect((await ben.call(getConversation, { params })).lastMessage?.content).toBe('Nice')
})

test('after a quarter of an hour, and once deleted, a message stays as it is', async () => {
  const { ada, write, edit, remove } = await pair()
  const [late, early] = [await write(ada, 'Too late'), await write(ada, 'In time')]
  await age(late.id, 15)
  await age(early.id, 14)
  for (const answer of [await edit(ada, late, 'Changed'), await remove(ada, late)])
    expect(problemOf(answer)).toBe('message-settled')
  expect(problemOf(await edit(ada, early, 'Changed'))).toBe('200')
  expect(problemOf(await remove(ada, early))).toBe('200')
  expect(problemOf(await edit(ada, early, 'Back again'))).toBe('message-settled')
  expect((await stored(late.id)).content).toBe('Too late')
  expect((await stored(early.id)).content).toBe('deleted')
})

test('only who wrote it changes it', async () => {
  const [one, other] = [await pair(), await pair()]
  const sent = await one.write(one.ada, 'Mine')
  const eve = await home.student()
  for (const answer of [
    await one.edit(one.ben, sent, 'Yours'),
    await one.remove(one.ben, sent),
    await one.edit(eve, sent, 'Yours'),
    await one.remove(eve, sent),
    await other.edit(other.ada, sent, 'Yours'),
    // Of theirs, but in another conversation.
    await one.ada.send(editMessage, {
      params: { ...other.params, messageId: sent.id },
      body: { content: 'x' },
    }),
  ])
    expect(problemOf(answer)).toBe('not-found')
  expect((await stored(sent.id)).content).toBe('Mine')
})

test('what is written is checked like what is sent', async () => {
  const { ada, write, edit } = await pair()
  const sent = await write(ada, 'Hello')
  for (const content of ['', ' \n', 'a\u0000b', 'a'.repeat(4001)])
    expect(problemOf(await edit(ada, sent, content))).toBe('invalid-request')
})

test('when the connection has ended, words can be taken back but not written anew', async () => {
  const { ada, ben, params, write, edit, remove } = await pair()
  const sent = await write(ada, 'Hello')
  await ben.call(cancelConnection, { params })
  expect(problemOf(await edit(ada, sent, 'Goodbye'))).toBe('connection-closed')
  expect(problemOf(await remove(ada, sent))).toBe('200')
})

test('behind a block there is nothing to change or to see', async () => {
  const { ada, ben, params, write, edit, remove } = await pair()
  const sent = await write(ada, 'Hello')
  await ben.call(blockStudent, { params: { id: ada.id } })
  for (const who of [ada, ben])
    for (const answer of [
      await edit(who, sent, 'Goodbye'),
      await remove(who, sent),
      await who.send(listChanges, { params }),
    ])
      expect(problemOf(answer)).toBe('not-found')
})

test('changes made at once are numbered without gaps, and asked for from anywhere', async () => {
  const { ada, ben, write, edit, remove, changes } = await pair()
  const sent = []
  for (const text of ['1', '2', '3', '4', '5', '6']) sent.push(await write(ada, text))
  await Promise.all(
    sent.map((one, index) => (index % 2 ? remove(ada, one) : edit(ada, one, `${index} anew`))),
  )
  const all = await changes(ben)
  expect(all.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5, 6])
  expect(await changes(ben, 4)).toEqual(all.slice(4))
  expect(await changes(ben, 6)).toEqual([])
})

test('edited and deleted at once, it ends deleted', async () => {
  for (let round = 0; round < 10; round++) {
    const { ada, write, edit, remove, read } = await pair()
    const sent = await write(ada, 'Hello')
    const [edited, removed] = await Promise.all([edit(ada, sent, 'Anew'), remove(ada, sent)])
    expect(['200', 'message-settled']).toContain(problemOf(edited))
    expect(problemOf(removed)).toBe('200')
    expect((await read(ada))[0]).toMatchObject({ content: '', deletedAt: expect.any(String) })
  }
})

test('the database itself lets no words change late, unmarked, or back', async () => {
  const { ada, write, remove } = await pair()
  const [late, gone] = [await write(ada, 'Late'), await write(ada, 'Gone')]
  await age(late.id, 20)
  await remove(ada, gone)
  const change = (id: string, set: string) =>
    server.database.pool.query(`UPDATE messages SET ${set} WHERE id = $1`, [id])
  for (const [id, set] of [
    [late.id, `content = 'x', edited_at = now()`],
    [gone.id, `content = 'x', deleted_at = NULL, edited_at = now()`],
    [(await write(ada, 'New')).id, `content = 'x'`],
  ] as const)
    await expect(change(id, set)).rejects.toMatchObject({ constraint: 'messages_settle' })
})

test('an answer says in short what it answers, within its conversation only', async () => {
  const [one, other] = [await pair(), await pair()]
  const asked = await one.write(one.ada, `Which chapter? ${'x'.repeat(300)}`)
  const answer = await one.write(one.ben, 'The third', { replyTo: asked.sequence })
  expect(answer.replyTo).toMatchObject({
    ...{ id: asked.id, sequence: 1, senderId: one.ada.id, type: 'text', isDeleted: false },
    content: asked.content.slice(0, 200),
  })
  expect((await one.read(one.ada))[0]).toEqual(answer)
  // Another conversation has a message of this number, this one has not yet.
  await other.write(other.ada, '1')
  for (const replyTo of [3, 99]) {
    const refused = await one.ada.send(sendMessage, { params: one.params, body: { content: 'x', replyTo } })
    expect(refused.json()).toMatchObject({ status: 400, errors: [{ field: 'body.replyTo' }] })
  }
})
