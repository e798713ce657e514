import type { OpenApi, Operation, Parameter } from '#platform/http/openapi.ts'

type Schema = Record<string, unknown> & {
  type?: string | string[]
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  enum?: unknown[]
  examples?: unknown[]
  required?: string[]
}

/** One thing that is wrong with a request, and which field is to be named for it. */
export interface Wrong {
  what: string
  field: string
  value: unknown
}

/** An operation of the document with its schemas resolved. */
export interface Described extends Operation {
  path: string
  method: string
  /** Of a JSON body. */
  schema?: Schema
}

export function operationsOf(document: OpenApi): Described[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const schema = operation.requestBody?.content['application/json']?.schema
      return { path, method, ...operation, ...(schema && { schema: resolve(document, schema) }) }
    }),
  )
}

function resolve(document: OpenApi, node: unknown): Schema {
  return JSON.parse(JSON.stringify(node), (_key, value) => {
    if (typeof value?.$ref !== 'string') return value
    return resolve(document, document.components.schemas[value.$ref.split('/').at(-1)])
  })
}

/** The plainest value that fits a schema: its example where it has one. */
export function sampleOf(schema: Schema): unknown {
  const { examples, enum: choices, anyOf, items, properties = {}, required = [] } = schema
  if (examples) return examples[0]
  if (choices) return choices[0]
  if (anyOf) return sampleOf(anyOf[0] ?? {})
  if (schema.type === 'array') return [sampleOf(items ?? {})]
  if (schema.type === 'integer') return schema.minimum ?? 1
  if (schema.type === 'object')
    return Object.fromEntries(required.map((name) => [name, sampleOf(properties[name] ?? {})]))
  return 'x'.repeat(Math.max(Number(schema.minLength ?? 0), 1))
}

const sql = "'; DROP TABLE users; --"
const html = '<script>alert(1)</script>'

/** Text that nothing must choke on; only a field of free text may take it. */
export const strange = [
  sql,
  html,
  "1' OR '1'='1",
  '{{7*7}}<%= 7*7 %>#{7*7}',
  '../../etc/passwd',
  '%00%s%n',
  '\u202Egnirts',
  'Zo\u0308e 🧪 \u0000'.slice(0, -1),
]

const isFree = ({ format, pattern, enum: choices }: Schema) =>
  !format && !choices && (!pattern || String(pattern).startsWith('^[^'))

/** Whether free text may stand there: the walk sends such text too, and it must be taken or refused politely. */
export const takesText = (schema: Schema): boolean =>
  schema.type === 'string' ? isFree(schema) : (schema.anyOf?.some(takesText) ?? false)

/** Values that do not fit a schema. */
function unfit(schema: Schema): [what: string, value: unknown][] {
  const nullable = schema.anyOf?.some(({ type }) => type === 'null')
  const one = nullable ? (schema.anyOf?.[0] ?? schema) : schema
  const values: [string, unknown][] = [
    one.type === 'boolean' ? ['text', 'yes'] : ['true', true],
    ['an object', { a: 1 }],
  ]
  if (!nullable) values.push(['null', null])
  if (one.type !== 'array') values.push(['an array', [sampleOf(one)]])
  if (one.type === 'string') values.push(['a number', 5], ['a huge number', 1e308], ...unfitTexts(one))
  if (one.type === 'integer')
    values.push(
      ['text', 'NaN'],
      ['a number as text', '1'],
      ['half', 1.5],
      ['huge', 1e308],
      ['very negative', -1e308],
      ['below', Number(one.minimum ?? -(2 ** 31)) - 1],
      ['above', Number(one.maximum ?? 2 ** 31 - 1) + 1],
    )
  if (one.type === 'array' && one.maxItems)
    values.push(['too many', Array(Number(one.maxItems) + 1).fill(sampleOf(one.items ?? {}))])
  return values
}

function unfitTexts(schema: Schema): [string, unknown][] {
  const texts: [string, string][] = []
  if (schema.maxLength) texts.push(['too long', 'x'.repeat(Number(schema.maxLength) + 1)])
  if (schema.minLength || !isFree(schema)) texts.push(['empty', ''])
  if (schema.pattern || schema.format)
    texts.push(
      ['a NUL byte', 'a\u0000b'],
      ['a bell', 'a\u0007b'],
      ['a lone surrogate', 'a\ud800b'],
      ['a next-line character', '\u0085'],
    )
  if (schema.minLength && (schema.pattern || schema.format)) texts.push(['only spaces', ' \n\t '])
  if (!isFree(schema)) texts.push(...strange.map((text): [string, string] => [text, text]))
  if (schema.format === 'uuid') texts.push(['no UUID', '00000000-0000-0000-0000-00000000000g'])
  if (String(schema.pattern).includes('[0-5]\\d'))
    texts.push(
      ...['25:00', '24:01', '9:00', '09:60', '09:00:00', '-1:00'].map((t): [string, string] => [t, t]),
    )
  return texts
}

/** Everything that can be wrong with a body, field by field and within lists. */
export function wrongBodies(schema: Schema, base = sampleOf(schema), at = 'body'): Wrong[] {
  const wrong: Wrong[] = []
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const whole = base as Record<string, unknown>
    const put = (value: unknown) => ({ ...whole, [name]: value })
    if (schema.required?.includes(name)) {
      const { [name]: _, ...rest } = whole
      wrong.push({ what: `without ${name}`, field: `${at}.${name}`, value: rest })
    }
    for (const [what, value] of unfit(field))
      wrong.push({ what: `${name}: ${what}`, field: `${at}.${name}`, value: put(value) })
    if (field.items)
      for (const inner of wrongBodies(field.items, sampleOf(field.items), `${at}.${name}.0`))
        wrong.push({ ...inner, value: put([inner.value]) })
  }
  return [...wrong, ...wrongSlots(schema, base, at)]
}

/** Times that do not fit each other. */
function wrongSlots({ properties = {} }: Schema, base: unknown, at: string): Wrong[] {
  if (!properties.start || !properties.end) return []
  const slots: [field: string, slot: object][] = [
    ['end', { start: '17:00', end: '09:00' }],
    ['end', { start: '10:00', end: '10:00' }],
    ['end', { day: 1, endDay: 1, start: '22:00', end: '02:00' }],
    ['endDay', { day: 1, endDay: 3 }],
    ['endDay', { day: 1, endDay: 0 }],
    ['end', { day: 6, endDay: 0, start: '09:00', end: '10:00' }],
    ['end', { day: 6, endDay: 0, start: '09:00', end: '24:00' }],
  ]
  return slots.map(([field, slot]) => ({
    what: JSON.stringify(slot),
    field: `${at}.${field}`,
    value: { ...(base as object), ...slot },
  }))
}

/** Everything that can be wrong with a parameter; the value is already written for an address. */
export function wrongParameters({ name, in: place, schema }: Parameter): Wrong[] {
  const { type, minimum, maximum, maxLength, format, enum: choices } = schema as Schema
  const field = `${place === 'path' ? 'params' : 'querystring'}.${name}`
  const values: unknown[] = []
  if (place === 'path')
    values.push(
      ...(format === 'uuid' ? ['nothing', 'null'] : []),
      ...['%00', '%F0%9F%A7%AA'],
      ...strange.map(encodeURIComponent),
    )
  else {
    const sample = String(choices?.[0] ?? minimum ?? 'x')
    values.push(`${sample}&${name}=${sample}`)
    if (type === 'integer')
      values.push(
        'x',
        '1.5',
        'NaN',
        'Infinity',
        '1e99',
        Number(minimum) - 1,
        Number(maximum) + 1,
        'true',
        '%00',
      )
    if (maxLength) values.push('x'.repeat(Number(maxLength) + 1), '%00', '%07')
    if (choices || name === 'cursor') values.push(...strange.map(encodeURIComponent), 'null', '%F0%9F%A7%AA')
  }
  return values.map((value) => ({ what: `${name}=${String(value).slice(0, 60)}`, field, value }))
}
