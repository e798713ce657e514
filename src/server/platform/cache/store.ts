/** Where a cache keeps its texts. */
export interface Store {
  name: 'redis' | 'upstash' | 'database' | 'process'
  /** @returns null where nothing is kept under the key, or no longer */
  get(key: string): Promise<string | null>
  /** Keeps a text for so many milliseconds, a whole number above 0. */
  set(key: string, text: string, milliseconds: number): Promise<void>
}
