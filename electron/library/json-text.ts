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

/** {@link jsonText} of a document, closed by the property "sha256": the hash of the text without it. */
export function sealedText(document: object): string {
  const text = jsonText(document)
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
