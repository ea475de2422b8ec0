import type { z } from 'zod'
import { sha256Of } from '../system/hash.ts'

const seal = /,\n "sha256": "([0-9a-f]{64})"\n\}\n$/u

/**
 * JSON as it lies in the library: one value a line, indented by one space, keys sorted, a line feed
 * at the end. Equal values give equal text.
 */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(sorted(value), null, 1)}\n`
}

/**
 * {@link jsonText} of a document that holds long lists. What stands in a list is written out once: of
 * a thousand annotations a save changes one. It is frozen for that, so that nobody changes it in place.
 */
function documentText(document: object): string {
  const record: Record<string, unknown> = { ...document }
  const lines = Object.keys(record)
    .sort()
    .flatMap((key) => {
      const text = propertyText(record[key])
      return text === undefined ? [] : [` ${JSON.stringify(key)}: ${text}`]
    })
  return lines.length === 0 ? '{}\n' : `{\n${lines.join(',\n')}\n}\n`
}

function propertyText(value: unknown): string | undefined {
  if (!Array.isArray(value) || value.length === 0) return indented(value, ' ')
  return `[\n${value.map((item: unknown) => `  ${itemText(item)}`).join(',\n')}\n ]`
}

/** Texts of items of lists that were written, by the item. */
const itemTexts = new WeakMap<object, string>()

function itemText(item: unknown): string {
  if (!isRecord(item)) return indented(item, '  ') ?? 'null'
  const known = itemTexts.get(item)
  if (known !== undefined) return known
  const text = indented(item, '  ') ?? 'null'
  itemTexts.set(freezeWhole(item), text)
  return text
}

function indented(value: unknown, indent: string): string | undefined {
  const text = JSON.stringify(sorted(value), null, 1) as string | undefined
  return text?.replaceAll('\n', `\n${indent}`)
}

function freezeWhole<T extends object>(value: T): T {
  for (const part of Object.values(value)) {
    if (typeof part === 'object' && part !== null) freezeWhole(part)
  }
  return Object.freeze(value)
}

/** {@link jsonText} of a document, closed by the property "sha256": the hash of the text without it. */
export function sealedText(document: object): string {
  const text = documentText(document)
  return text.replace(/\n\}\n$/u, `,\n "sha256": "${sha256Of(text)}"\n}\n`)
}

/**
 * What the bytes of a document turned out to be. `isEdited`: they hold together, but are not what
 * Pressmark wrote. A newer format is told from damage, since nothing may be done about it here.
 */
export type Reading<T> =
  | { kind: 'whole'; value: T; isEdited: boolean }
  | { kind: 'newer'; format: number }
  | { kind: 'damaged'; reason: string }

/** Reads the bytes of a document by its schema; `newestFormat` is the newest that this program knows. */
export function readDocument<T>(
  bytes: Uint8Array,
  schema: z.ZodType<T>,
  newestFormat: number,
): Reading<T> {
  const text = decode(bytes)
  const json = text === null ? null : parse(text)
  if (text === null || json === null) return { kind: 'damaged', reason: 'it is not JSON' }
  if (!isRecord(json)) return { kind: 'damaged', reason: 'it holds no document' }
  const format = json['format']
  if (Number.isInteger(format) && Number(format) > newestFormat) {
    return { kind: 'newer', format: Number(format) }
  }
  const { sha256: _seal, ...rest } = json
  const parsed = schema.safeParse(rest)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const place = issue === undefined ? '' : issue.path.join('.')
    return { kind: 'damaged', reason: `“${place}” is not as it should be` }
  }
  return { kind: 'whole', value: parsed.data, isEdited: !isSealed(text) }
}

function isSealed(text: string): boolean {
  const found = seal.exec(text)
  return found !== null && sha256Of(text.replace(seal, '\n}\n')) === found[1]
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isRecord(value)) return value
  const keys = Object.keys(value).sort()
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key])]))
}
