import { readFile } from 'node:fs/promises'

const scalars: Record<string, string> = {
  String: 'TEXT',
  Int: 'INTEGER',
  BigInt: 'BIGINT',
  Boolean: 'BOOLEAN',
  Json: 'JSONB',
  DateTime: 'TIMESTAMP(3)',
}

interface Field {
  /** Of the column. */
  name: string
  type: string
  optional: boolean
  isList: boolean
  attributes: string
}

interface Model {
  table: string
  fields: Map<string, Field>
  /** @@id, @@unique, @@map. */
  attributes: string[]
}

/**
 * The statements that make what prisma/schema.prisma says, as Prisma would word it: tables, columns, primary keys,
 * foreign keys, unique indexes.
 */
export async function prismaStatements(): Promise<string[]> {
  const source = await readFile(new URL('../../prisma/schema.prisma', import.meta.url), 'utf8')
  const models = new Map(
    [...source.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name = '', body = '']) => [
      name,
      readModel(body),
    ]),
  )
  return [
    ...[...models.values()].map(createTable),
    ...[...models.values()].flatMap(createUniques),
    ...[...models.values()].flatMap((model) => addForeignKeys(model, models)),
  ]
}

function readModel(body: string): Model {
  const lines = body
    .split('\n')
    .map((line) => line.replace(/\/\/.*/, '').trim())
    .filter(Boolean)
  const attributes = lines.filter((line) => line.startsWith('@@'))
  const fields = lines.flatMap((line): [string, Field][] => {
    const [, field, type, mark, rest = ''] = /^(\w+)\s+(\w+)(\?|\[\])?\s*(.*)$/.exec(line) ?? []
    if (!field || !type) return []
    const name = /@map\("(\w+)"\)/.exec(rest)?.[1] ?? field
    return [[field, { name, type, optional: mark === '?', isList: mark === '[]', attributes: rest }]]
  })
  const table = /@@map\("(\w+)"\)/.exec(attributes.join(' '))?.[1] ?? ''
  return { table, fields: new Map(fields), attributes }
}

const columnsOf = (model: Model) => [...model.fields.values()].filter(({ type }) => type in scalars)

const columnNames = (model: Model, list = '') =>
  list
    .split(',')
    .map((field) => model.fields.get(field.trim())?.name ?? `no field ${field}`)
    .join(', ')

function createTable(model: Model): string {
  const columns = columnsOf(model).map(({ name, type, optional, isList, attributes }) => {
    const native = /@db\.(\w+(?:\([\d, ]+\))?)/.exec(attributes)?.[1]
    const key = /@id\b/.test(attributes) ? ' PRIMARY KEY' : ''
    const list = isList ? '[]' : ''
    return `${name} ${native ?? scalars[type]}${list}${optional ? '' : ' NOT NULL'}${defaultOf(attributes)}${key}`
  })
  const id = /@@id\(\[([^\]]+)\]\)/.exec(model.attributes.join('\n'))?.[1]
  if (id) columns.push(`PRIMARY KEY (${columnNames(model, id)})`)
  return `CREATE TABLE ${model.table} (${columns.join(', ')})`
}

function defaultOf(attributes: string): string {
  const [, value] = /@default\(((?:[^()]|\((?:[^()]|\(\))*\))*)\)/.exec(attributes) ?? []
  if (!value) return ''
  if (value === 'autoincrement()') return ' GENERATED ALWAYS AS IDENTITY'
  if (value === '[]') return ` DEFAULT '{}'`
  if (value === 'now()') return ' DEFAULT CURRENT_TIMESTAMP'
  return ` DEFAULT ${/^dbgenerated\("(.*)"\)$/.exec(value)?.[1] ?? value.replaceAll('"', "'")}`
}

function createUniques(model: Model): string[] {
  const single = columnsOf(model).flatMap(({ name, attributes }) => {
    const [, index] = /@unique\(map: "(\w+)"\)/.exec(attributes) ?? []
    return index ? [`CREATE UNIQUE INDEX ${index} ON ${model.table} (${name})`] : []
  })
  const several = model.attributes.flatMap((attribute) => {
    const [, fields, index] = /@@unique\(\[([^\]]+)\], map: "(\w+)"\)/.exec(attribute) ?? []
    return index ? [`CREATE UNIQUE INDEX ${index} ON ${model.table} (${columnNames(model, fields)})`] : []
  })
  return [...single, ...several]
}

const actions: Record<string, string> = {
  Cascade: 'CASCADE',
  Restrict: 'RESTRICT',
  NoAction: 'NO ACTION',
  SetNull: 'SET NULL',
}

function addForeignKeys(model: Model, models: Map<string, Model>): string[] {
  return [...model.fields.values()].flatMap(({ type, optional, attributes }) => {
    const target = models.get(type)
    const [, fields, references] = /fields: \[([^\]]+)\], references: \[([^\]]+)\]/.exec(attributes) ?? []
    if (!target || !fields) return []
    // Where the schema does not say, Prisma's defaults hold.
    const onDelete = /onDelete: (\w+)/.exec(attributes)?.[1] ?? (optional ? 'SetNull' : 'Restrict')
    const onUpdate = /onUpdate: (\w+)/.exec(attributes)?.[1] ?? 'Cascade'
    return [
      `ALTER TABLE ${model.table} ADD FOREIGN KEY (${columnNames(model, fields)})
       REFERENCES ${target.table} (${columnNames(target, references)})
       ON DELETE ${actions[onDelete]} ON UPDATE ${actions[onUpdate]}`,
    ]
  })
}
