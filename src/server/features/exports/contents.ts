import { readAttachmentFile } from '#features/attachments/service.ts'
import { readPictureFile } from '#features/profiles/service.ts'
import type { Db } from '#platform/database/open.ts'
import type { Files } from '#platform/files.ts'
import type { Entry } from './archive.ts'
import * as data from './data/contents.ts'
import { readme } from './readme.ts'

const messagesAtOnce = 500

/** Everything about a student, file by file; each is read only when its turn comes. */
export async function contentsOf(db: Db, files: Files, userId: string): Promise<Entry[]> {
  const json = (name: string, read: (db: Db, userId: string) => Promise<unknown>): Entry => ({
    name,
    async *content() {
      yield text(await read(db, userId))
    },
  })
  const account = await data.readAccount(db, userId)
  const picture = account.profileImageUrl
  const conversations = await data.listConversations(db, userId)
  const attachments = await data.listAttachments(db, userId)
  return [
    {
      name: 'README.txt',
      async *content() {
        yield readme(account.email, new Date())
      },
    },
    json('account.json', async () => account),
    json('profile.json', data.readProfile),
    // Replaced meanwhile: the new one has another name, and is in the next export.
    ...(picture ? [fileEntry('picture.webp', () => readPictureFile(files, picture))] : []),
    json('courses.json', data.readCourses),
    json('hours.json', data.readHours),
    json('connections.json', data.readConnections),
    json('study-sessions.json', data.readStudySessions),
    json('notifications.json', data.readNotifications),
    json('blocks.json', data.readBlocks),
    json('ignored.json', data.readIgnored),
    json('reports.json', data.readReports),
    json('sessions.json', data.readSessions),
    json('second-proofs.json', data.readFactors),
    json('exports.json', data.readExports),
    ...conversations.map((conversation) => conversationEntry(db, userId, conversation)),
    ...attachments.map(({ id, name }) =>
      fileEntry(`files/${id}/${name}`, () => readAttachmentFile(files, id)),
    ),
  ]
}

/** Empty where the file has gone since it was listed. */
function fileEntry(name: string, read: () => ReturnType<Files['read']>): Entry {
  return {
    name,
    async *content() {
      const file = await read()
      if (file) yield* file.content
    },
  }
}

/** Of any length, so it is read and written page by page. */
function conversationEntry(db: Db, userId: string, { id, ...about }: data.ConversationRow): Entry {
  return {
    name: `conversations/${id}.json`,
    async *content() {
      yield `${JSON.stringify(about).slice(0, -1)},\n"messages":[`
      for (let after = 0, separator = '\n'; ; ) {
        const messages = await data.readMessages(db, userId, id, after, messagesAtOnce)
        for (const message of messages) {
          yield separator + JSON.stringify(message)
          separator = ',\n'
        }
        const last = messages.at(-1)
        if (!last || messages.length < messagesAtOnce) break
        after = last.sequence
      }
      yield '\n]}\n'
    },
  }
}

function text(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
