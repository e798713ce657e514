import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { readSettings, settingNames } from '#platform/settings.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const textOf = (file: string) => readFileSync(`${root}${file}`, 'utf8')

/** Made by the image's own build. */
const built = ['node_modules', 'dist']
/** Of the images beside ours. */
const othersSettings = /^(POSTGRES_|SITE$)/

test('the settings of the containers are ones that the server knows and takes', () => {
  const [, fixed = ''] = /^ENV (.+)$/m.exec(textOf('Dockerfile')) ?? []
  const inImage = Object.fromEntries(fixed.split(' ').map((one) => one.split('=') as [string, string]))
  const compose = textOf('compose.yaml')
  const given = [
    ...compose.matchAll(/^ +([A-Z][A-Z_]+): (.+)$/gm),
    ...compose.matchAll(/, ([A-Z_]+): ("\d+") }/g),
  ]
  const inCompose = Object.fromEntries(
    given
      .filter(([, name = '']) => !othersSettings.test(name))
      .map(([, name = '', value = '']) => [name, value]),
  )
  expect(Object.keys(inCompose)).toContain('DRAIN_SECONDS')
  const { NODE_ENV: _, ...ours } = inImage
  expect(
    [...Object.keys(ours), ...Object.keys(inCompose)].filter((name) => !settingNames.includes(name)),
  ).toEqual([])
  const literal = Object.entries(inCompose).filter(([, value]) => !value.includes('${'))
  const settings = readSettings({
    ...ours,
    ...Object.fromEntries(literal.map(([name, value]) => [name, value.replaceAll('"', '')])),
  })
  expect(settings).toMatchObject({ host: '0.0.0.0', trustProxy: '172.30.83.0/24', drainSeconds: 5 })
})

test('what the image takes over from its build is there', () => {
  const taken = [...textOf('Dockerfile').matchAll(/^COPY --from=build (.+) \S+$/gm)].flatMap(
    ([, sources = '']) => sources.split(' ').map((source) => source.replace('/app/', '')),
  )
  expect(taken.length).toBeGreaterThan(5)
  expect(taken.filter((source) => !built.includes(source) && !existsSync(`${root}${source}`))).toEqual([])
})
