import fc from 'fast-check'
import { z } from 'zod'

type Bounds = {
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  minimum?: number
  maximum?: number
}

/** Long enough to show a cut, short enough for thousands of runs. */
const longestString = 60
const mostItems = 3

/**
 * Everything that a schema of the contract takes, found by walking the schema; `place` is where it
 * stands, for the error. A kind of schema that is not known here throws, so that nothing new in the
 * table goes untried.
 */
export function goodValue(schema: z.core.$ZodType, place: string): fc.Arbitrary<unknown> {
  const any = shapeOf(schema, place)
  if (isCertain(schema)) return any
  const fits = (value: unknown): boolean => z.safeParse(schema, value).success
  // Rules that no walk can see (a refinement, a trimmed string) are kept by asking the schema.
  const sample = fc.sample(any, { numRuns: 30, seed: 1 })
  if (!sample.some(fits)) throw new Error(`No good example of ${place} was found.`)
  return any.filter(fits).map((value) => z.parse(schema, value))
}

/** Whether a value whose parts are good is good: there is no rule about the whole. */
function isCertain(schema: z.core.$ZodType): boolean {
  const isMadeOfParts =
    schema instanceof z.ZodObject ||
    schema instanceof z.ZodUnion ||
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodTuple
  return isMadeOfParts && (schema._zod.def.checks ?? []).length === 0
}

function shapeOf(schema: z.core.$ZodType, place: string): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodObject) return objectOf(schema, place)
  if (schema instanceof z.ZodArray) {
    const { minItems = 0, maxItems = mostItems } = boundsOf(schema)
    const maxLength = Math.min(maxItems, Math.max(minItems, mostItems))
    return fc.array(goodValue(schema.element, `${place}[]`), { minLength: minItems, maxLength })
  }
  if (schema instanceof z.ZodUnion) {
    return fc.oneof(...schema.options.map((option) => goodValue(option, place)))
  }
  if (schema instanceof z.ZodOptional) return goodValue(schema.unwrap(), place)
  if (schema instanceof z.ZodNullable) return fc.option(goodValue(schema.unwrap(), place))
  if (schema instanceof z.ZodTuple) {
    return fc.tuple(...schema.def.items.map((item) => goodValue(item, `${place}[]`)))
  }
  if (schema instanceof z.ZodRecord) {
    return fc.dictionary(plainKey, goodValue(schema.valueType, `${place}{}`), {
      maxKeys: mostItems,
    })
  }
  if (schema instanceof z.ZodEnum) return fc.constantFrom(...schema.options)
  if (schema instanceof z.ZodLiteral) return fc.constantFrom(...schema.values)
  if (schema instanceof z.ZodBoolean) return fc.boolean()
  if (schema instanceof z.ZodNumber) return numberOf(schema)
  if (schema instanceof z.ZodString) return stringOf(schema)
  if (schema instanceof z.ZodISODate) return day
  if (schema instanceof z.ZodISODateTime) return instant
  if (z.safeParse(schema, new Uint8Array()).success) return fc.uint8Array({ maxLength: 200 })
  throw new Error(`The contract tests do not know what ${place} takes: teach tests/contract.`)
}

/** A key that no language treats in its own way; the others are garbage here. */
const plainKey = fc.stringMatching(/^[a-z]{1,8}$/u)

const moment = fc.date({
  min: new Date('0001-01-01T00:00:00.000Z'),
  max: new Date('9999-12-31T23:59:59.999Z'),
  noInvalidDate: true,
})
const instant = moment.map((at) => at.toISOString())
const day = moment.map((at) => at.toISOString().slice(0, 10))

function objectOf(schema: z.ZodObject, place: string): fc.Arbitrary<unknown> {
  const shape: Readonly<Record<string, z.core.$ZodType>> = schema.shape
  const entries = Object.entries(shape)
  const optional = entries.filter(([, value]) => value instanceof z.ZodOptional)
  const model = entries.map(([key, value]) => [key, goodValue(value, `${place}.${key}`)])
  const requiredKeys = entries.filter((entry) => !optional.includes(entry)).map(([key]) => key)
  return fc.record(Object.fromEntries(model) as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys,
  })
}

function numberOf(schema: z.ZodNumber): fc.Arbitrary<number> {
  const { minimum = -1_000_000, maximum = 1_000_000 } = boundsOf(schema)
  const min = Math.max(minimum, Number.MIN_SAFE_INTEGER)
  const max = Math.min(maximum, Number.MAX_SAFE_INTEGER)
  if (schema.format?.includes('int') === true) return fc.integer({ min, max })
  // JSON has no negative zero, and no offset or share is one.
  return fc.double({ min, max, noNaN: true }).map((value) => value + 0)
}

function stringOf(schema: z.ZodString): fc.Arbitrary<string> {
  const {
    pattern,
    minLength = 0,
    maxLength = longestString,
  } = z.toJSONSchema(schema) as {
    pattern?: string
  } & Bounds
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern, 'u'))
  const longest = Math.min(maxLength, Math.max(minLength, longestString))
  return fc.oneof(
    fc.string({ unit: 'grapheme-ascii', minLength, maxLength: longest }),
    fc.string({ unit: 'binary', minLength, maxLength: longest }),
    fc.constant('“$bytes” — nai\u0308ve 👩🏽‍🚀 العربية'),
  )
}

function boundsOf(schema: z.core.$ZodType): Bounds {
  return z.toJSONSchema(schema, { unrepresentable: 'any' })
}
