import type { Numbered } from './outbox.ts'

/** A message that has not arrived, as it is kept in this browser; signing out empties it. */
export interface KeptMessage extends Numbered {
  userId: string
  conversationId: string
  /** Milliseconds since 1970, by which they go out in order. */
  writtenAt: number
}

const storeName = 'outbox'
let opened: Promise<IDBDatabase> | undefined

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open('campus-connect', 1)
    request.onupgradeneeded = () => request.result.createObjectStore(storeName, { keyPath: 'id' })
    request.onsuccess = () => {
      // Emptied by another tab that signs out.
      request.result.onclose = request.result.onversionchange = () => {
        request.result.close()
        opened = undefined
      }
      resolve(request.result)
    }
    request.onerror = () => {
      opened = undefined
      reject(request.error)
    }
  })
  return opened
}

async function run<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await open()).transaction(storeName, mode)
  const request = work(transaction.objectStore(storeName))
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result)
    transaction.onabort = () => reject(transaction.error)
  })
}

/** Those of a student, oldest first. @throws DOMException where the browser keeps nothing */
export async function listKept(userId: string): Promise<KeptMessage[]> {
  const all = await run<KeptMessage[]>('readonly', (store) => store.getAll())
  return all.filter((kept) => kept.userId === userId).toSorted((a, b) => a.writtenAt - b.writtenAt)
}

export async function keep(message: KeptMessage): Promise<void> {
  await run('readwrite', (store) => store.put(message))
}

export async function forgetKept(id: string): Promise<void> {
  await run('readwrite', (store) => store.delete(id))
}
