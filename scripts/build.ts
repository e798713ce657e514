import { fileURLToPath } from 'node:url'
import { buildPage } from '../src/server/start/page.ts'

/** `npm run build`: the page, for whoever starts the server with `--without-page` from a folder that it cannot write to. */
await buildPage(fileURLToPath(new URL('..', import.meta.url)))
