import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'

/** What is wrong with a file, and what to do about it. */
export interface Finding {
  file: string
  problem: string
  remedy: string
}

interface Source {
  file: string
  text: string
  /** Project files that it imports, and bare package names. */
  imports: string[]
}

const aliases: Record<string, string> = {
  '#contract/': 'src/contract/',
  '#platform/': 'src/server/platform/',
  '#features/': 'src/server/features/',
}
const drawers = /(^|\/)(utils?|helpers?|common|lib|misc|shared)(\/|\.tsx?$)/
const mostLines = 400
/** main.ts hands it to readSettings. */
const readsEnvironment = new Set(['src/server/platform/settings.ts', 'src/server/main.ts'])

/** Checks the rules between the parts of the house (docs/architecture.md) over the files given. */
export function checkStructure(files: { file: string; text: string }[]): Finding[] {
  const sources = files.map(({ file, text }) => ({ file, text, imports: importsOf(file, text) }))
  return [...sources.flatMap(checkFile), ...checkCycles(sources)]
}

function checkFile({ file, text, imports }: Source): Finding[] {
  const findings: Finding[] = []
  const say = (problem: string, remedy: string) => findings.push({ file, problem, remedy })
  const feature = featureOf(file)
  const isTest = /\.(test|fixture)\.tsx?$/.test(file)

  if (drawers.test(file)) say('is a drawer for anything', 'name it after what it holds')
  if (text.split('\n').length > mostLines)
    say(`has more than ${mostLines} lines`, 'split it along what it does')
  if (isTest) return findings

  for (const target of imports) {
    const bare = !target.startsWith('src/') && !target.startsWith('data/') && !target.startsWith('tests/')
    if (file.startsWith('src/contract/') && !(target === 'zod' || target.startsWith('src/contract/')))
      say(
        `imports ${target}`,
        'the contract knows zod and itself only; move the code to the server or the page',
      )
    if (bare) continue
    if (file.startsWith('src/web/') && target.startsWith('src/server/'))
      say(`imports ${target}`, 'the page knows the contract only; put the shape into src/contract')
    if (file.startsWith('src/server/') && target.startsWith('src/web/'))
      say(`imports ${target}`, 'the server does not know the page')
    if (file.startsWith('src/web/ui/') && target.startsWith('src/web/features/'))
      say(`imports ${target}`, 'ui knows no feature; pass what it needs as props')
    if (
      file.startsWith('src/server/platform/') &&
      /^src\/server\/(features|start|app|parts|main)/.test(target)
    )
      say(`imports ${target}`, 'platform knows no feature; pass it in, or move the file to the feature')
    const other = featureOf(target)
    if (
      feature &&
      other &&
      other !== feature &&
      !target.endsWith('/service.ts') &&
      file.startsWith('src/server/')
    )
      say(`imports ${target}`, `use ${other}/service.ts; export what you need from there`)
  }
  if (file.startsWith('src/server/') && feature && !isData(file)) {
    if (
      /\$(queryRaw|executeRaw)|\bsql(<[^(]*>)?\(\s*['"`]|\b(pool|client)\.query\(|from '#platform\/database\/generated/.test(
        text,
      )
    )
      say(
        'reads or writes the database',
        `move the query to ${feature}/data.ts or a file in ${feature}/data/`,
      )
  }
  if (file.startsWith('src/server/') && !readsEnvironment.has(file) && /process\.env\b/.test(text))
    say('reads the environment', 'add a setting to src/server/platform/settings.ts')
  return findings
}

/** Features use one another without circles. */
function checkCycles(sources: Source[]): Finding[] {
  const uses = new Map<string, Set<string>>()
  for (const { file, imports } of sources) {
    const feature = file.startsWith('src/server/') && !file.endsWith('.test.ts') && featureOf(file)
    if (!feature) continue
    const others = imports.map(featureOf).filter((other) => other !== null && other !== feature) as string[]
    uses.set(feature, new Set([...(uses.get(feature) ?? []), ...others]))
  }
  const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
    [...(uses.get(from) ?? [])].some(
      (next) => next === to || (!seen.has(next) && reaches(next, to, seen.add(next))),
    )
  return [...uses.keys()]
    .filter((feature) => reaches(feature, feature))
    .map((feature) => ({
      file: `src/server/features/${feature}`,
      problem: 'is part of a circle of features',
      remedy: 'let one of them pass what the other needs, or move the shared rule to the one that owns it',
    }))
}

/** A feature's data.ts, or a file in its data folder. */
function isData(file: string): boolean {
  return /^src\/server\/features\/[^/]+\/data(\.ts|\/)/.test(file)
}

function featureOf(file: string): string | null {
  return file.match(/^src\/(?:server|web)\/features\/([^/]+)\//)?.[1] ?? null
}

function importsOf(file: string, text: string): string[] {
  return [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)[^'"\n]*?(?:\{[^}]*\}[^'"\n]*?)?from\s+'([^']+)'|import\(\s*'([^']+)'/g,
    ),
  ].map((match) => {
    const target = match[1] ?? match[2] ?? ''
    if (target.startsWith('.')) return path.posix.normalize(path.posix.join(path.posix.dirname(file), target))
    const alias = Object.keys(aliases).find((name) => target.startsWith(name))
    return alias ? aliases[alias] + target.slice(alias.length) : target
  })
}

if (import.meta.main) {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.ts', '*.tsx', '*.mjs'], {
    encoding: 'utf8',
  })
  const files = listed
    .trim()
    .split('\n')
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }))
  const findings = checkStructure(files)
  for (const { file, problem, remedy } of findings) process.stderr.write(`${file} ${problem}: ${remedy}.\n`)
  process.stdout.write(`structure: ${files.length} files, ${findings.length} findings\n`)
  process.exitCode = findings.length > 0 ? 1 : 0
}
