// @ts-check
// `node scripts/install.mjs <script> …` installs what is missing, then runs the script on the project's Node 24.
// JavaScript, unlike everything else here: it must run on the machine's own Node (20 or later) before anything
// is installed. It starts the script itself because a shell remembers which `node` it found first.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const windows = process.platform === 'win32'
const programs = join(root, 'node_modules', '.bin')
const client = join(root, 'src/server/platform/database/generated/client.ts')
const stamp = join(root, 'node_modules', '.campus-connect.json')

/** @param {string[]} files */
function fingerprint(files) {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`)
  for (const file of files) hash.update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

const packages = () => fingerprint(['package.json', 'package-lock.json'])
const models = () => fingerprint(['package-lock.json', 'prisma/schema.prisma', 'prisma.config.ts'])

/** What the last run left behind. @returns {{ packages?: string, models?: string }} */
function installed() {
  try {
    return JSON.parse(readFileSync(stamp, 'utf8'))
  } catch {
    return {}
  }
}

/** @param {string} message @returns {never} */
function fail(message) {
  process.stderr.write(`\n${message}\n`)
  process.exit(1)
}

/**
 * npm leaves out of the lock file what other platforms need, and then does not install it there (npm/cli#4828).
 * @returns whether the lock file lacks a native package of this platform
 */
function lockLacksPlatform() {
  /** @type {{ packages: Record<string, { optionalDependencies?: Record<string, string> }> }} */
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const report = /** @type {{ header?: { glibcVersionRuntime?: string } }} */ (process.report.getReport())
  const musl = process.platform === 'linux' && !report.header?.glibcVersionRuntime
  const native = new RegExp(`${process.platform}-${process.arch}(${musl ? '-musl' : '-gnu|-msvc'})?$`)
  return Object.values(lock.packages)
    .flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}))
    .some((name) => native.test(name) && !lock.packages[`node_modules/${name}`])
}

function installPackages() {
  process.stdout.write('Installing packages …\n')
  // Tests and the page's build need all of them, whatever NODE_ENV or npm's settings leave out; the clone stays clean.
  const options = [
    '--no-audit',
    '--no-fund',
    '--no-save',
    '--loglevel=error',
    '--include=dev',
    '--include=optional',
  ]
  if (lockLacksPlatform()) options.push('--no-package-lock')
  const npm = process.env.npm_execpath ?? ''
  const { status } = /npm-cli\.[cm]?js$/.test(npm)
    ? spawnSync(process.execPath, [npm, 'install', ...options], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', ['install', ...options], { cwd: root, stdio: 'inherit', shell: windows })
  if (status !== 0)
    fail('npm could not install the packages; the reason stands above. Then run the same command again.')
}

/** The environment in which `node` is the pinned one, as in npm's own scripts. */
function pinnedEnvironment() {
  const path = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
  return { ...process.env, [path]: programs + delimiter + process.env[path] }
}

/** @param {string} program @param {string[]} args */
function run(program, args) {
  const env = { ...pinnedEnvironment(), CHECKPOINT_DISABLE: '1' }
  return spawnSync(program, args, { cwd: root, encoding: 'utf8', shell: windows, env })
}

function requireNode24() {
  const { stdout } = run('node', ['--version'])
  if (Number.parseInt(stdout.replace('v', ''), 10) < 24)
    fail(
      `Node 24 or later is needed, and npm has none for ${process.platform}-${process.arch}: install it from nodejs.org.`,
    )
}

function generateClient() {
  const { status, stdout, stderr } = run('prisma', ['generate'])
  if (status !== 0) fail(`prisma generate failed:\n${stdout}${stderr}`)
}

const before = installed()
const wasInstalled = before.packages === packages()
if (!wasInstalled) {
  installPackages()
  requireNode24()
}
if (!wasInstalled || before.models !== models() || !existsSync(client)) {
  generateClient()
  writeFileSync(stamp, JSON.stringify({ packages: packages(), models: models() }))
}

const [script, ...rest] = process.argv.slice(2)
if (script) {
  const child = spawn('node', [script, ...rest], {
    stdio: 'inherit',
    shell: windows,
    env: pinnedEnvironment(),
  })
  child.once('exit', (code) => process.exit(code ?? 1))
  // On Windows the console tells both, and kill() would not ask but end.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => windows || child.kill(signal))
  // `kill` of npm ends npm and its shell, which does not pass it on: its end stands for the signal.
  const parent = process.ppid
  const look = () => process.ppid !== parent && child.kill('SIGTERM')
  if (process.env.npm_lifecycle_event) setInterval(look, 1000).unref()
}
