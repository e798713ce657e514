import { narrateTo } from '../src/server/start/narration.ts'
import { createShutdown } from '../src/server/start/shutdown.ts'
import { ArgumentError, matchingHelp, messagesHelp } from './arguments.ts'
import { Mismatch } from './exactness.ts'

const help = `npm run bench -- matching   the specification's matching query, the SQL path, the engine and the whole request
${matchingHelp}
npm run bench -- fairness   whom the first pages of a whole course show, by order; --students, --sizes, --seed as above
npm run bench -- sessions   who asks, looked up or cached; --students, --seed as above
npm run bench -- scroll     frames of a conversation of 10,000 messages in Chromium, beside a page of plain text
npm run bench -- messages   sends a second, and from send to the other's socket, beside a bare relay and a bare INSERT
${messagesHelp}
npm run bench -- keys       invalidation by KEYS beside versions in keys
  --keys N            how many there are (1,000,000)
  --repeats N         how often each is measured (15)

Tables go to the output, progress to the error output. PostgreSQL is an embedded one in a temporary folder or, with
BENCH_DATABASE_URL, a database made on that server and dropped afterwards; its role must be a superuser.`

/** `npm run bench`: measures ours beside what it is to be better than. */
const shutdown = createShutdown(complain)
try {
  await run(process.argv.slice(2))
  await shutdown.end(0)
} catch (error) {
  // What closes under work that is going on makes it fail; that is no news.
  if (!shutdown.ending) complain(error)
  await shutdown.end(1)
}

async function run([name, ...args]: string[]): Promise<void> {
  if (name === undefined || name === '--help' || args.includes('--help')) process.stdout.write(`${help}\n`)
  else if (name === 'matching')
    await (await import('./matching.ts')).benchMatching(args, shutdown, narrateTo(process.stderr))
  else if (name === 'fairness')
    await (await import('./fairness.ts')).benchFairness(args, shutdown, narrateTo(process.stderr))
  else if (name === 'sessions')
    await (await import('./sessions.ts')).benchSessions(args, shutdown, narrateTo(process.stderr))
  else if (name === 'scroll')
    await (await import('./scroll.ts')).benchScroll(shutdown, narrateTo(process.stderr))
  else if (name === 'messages')
    await (await import('./messages/messages.ts')).benchMessages(args, shutdown, narrateTo(process.stderr))
  else if (name === 'keys') await (await import('./keys.ts')).benchKeys(args)
  else throw new ArgumentError(`There is no bench called ${name}. \`npm run bench\` lists them.`)
}

function complain(error: unknown): void {
  const isPlain = error instanceof ArgumentError || error instanceof Mismatch
  const text = error instanceof Error ? (isPlain ? error.message : error.stack) : String(error)
  process.stderr.write(`\n${text}\n`)
}
