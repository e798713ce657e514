import { z } from 'zod'

export type JsonSchema = Record<string, unknown>

/** Writes contracts as JSON Schemas; those with an id become components, and the rest refer to them. */
export function schemaWriter() {
  const components: Record<string, JsonSchema> = {}

  function write(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
    // Wrapped, so that a schema with an id is referred to even where it is the whole.
    const { properties, $defs = {} } = z.toJSONSchema(z.object({ it: schema }), { io, override: tidy })
    for (const [name, definition] of Object.entries($defs)) keep(name, referring(definition))
    return referring(properties?.it as JsonSchema)
  }

  function keep(name: string, definition: JsonSchema) {
    const known = components[name]
    if (known && JSON.stringify(known) !== JSON.stringify(definition))
      throw new Error(`${name} is read and answered in different forms; give the two different ids`)
    components[name] = definition
  }

  return { components, write }
}

type Tidied = NonNullable<NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override']>

/** Leaves out what says nothing to a reader, and what would forbid us to add a field to an answer. */
const tidy: Tidied = ({ jsonSchema }) => {
  delete jsonSchema.id
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties
  if (jsonSchema.format) delete jsonSchema.pattern
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
}

function referring(schema: object): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (key, value) =>
    key === '$ref' && typeof value === 'string' ? value.replace('#/$defs/', '#/components/schemas/') : value,
  )
}
