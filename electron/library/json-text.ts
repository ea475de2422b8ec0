import { createHash } from 'node:crypto'
import type { z } from 'zod'
import type { Sha256 } from '../../shared/domain/sha256.ts'
import { sha256Of } from '../system/hash.ts'

const sealPattern = /,\n "sha256": "([0-9a-f]{64})"\n\}\n$/u

/**
 * JSON as it lies in the library: one value a line, indented by one space, keys sorted, a line feed
 * at the end. Equal values give equal text.
 */
export function jsonText(value: unknown): string {
  return `${JSON.stringify(sorted(value), null, 1)}\n`
}

/** The bytes of a document as it lies on the disk, and the hash of them. */
export type SealedBytes = { bytes: Uint8Array; sha256: Sha256 }

/** {@link jsonText} of a document with at least one property, all plain data, closed by the property "sha256": the hash of the text without it. */
export function sealedBytes(document: object): SealedBytes {
  const body = Buffer.concat(documentParts(document))
  // Both hashes begin with the body, so that it is gone through once.
  const hash = createHash('sha256').update(body)
  const seal = hash.copy().update('\n}\n').digest('hex')
  const closing = encode(`,\n "sha256": "${seal}"\n}\n`)
  return { bytes: Buffer.concat([body, closing]), sha256: hash.update(closing).digest('hex') }
}

/** {@link sealedBytes} as text. */
export function sealedText(document: object): string {
  return new TextDecoder().decode(sealedBytes(document).bytes)
}

/**
 * {@link jsonText} of a document without the brace that closes it. It may hold long lists, and what
 * stands in a list is written out once: of a thousand annotations a save changes one. It is frozen for
 * that, so that nobody changes it in place.
 */
function documentParts(document: object): Uint8Array[] {
  const record: Record<string, unknown> = { ...document }
  const names = Object.keys(record).filter((name) => record[name] !== undefined)
  return names.sort().flatMap((name, index) => {
    const value = record[name]
    const start = `${index === 0 ? '{' : ','}\n ${JSON.stringify(name)}: `
    if (!Array.isArray(value) || value.length === 0) {
      return [encode(start + (indented(value, ' ') ?? 'null'))]
    }
    // Each begins with the comma that parts it from the one before.
    const items = value.map(itemBytes).map((bytes, at) => (at === 0 ? bytes.subarray(1) : bytes))
    return [encode(`${start}[`), ...items, encode('\n ]')]
  })
}

/** What was written of items of lists, by the item. */
const knownBytes = new WeakMap<object, Uint8Array>()

function itemBytes(item: unknown): Uint8Array {
  if (!isRecord(item)) return encodeItem(item)
  const known = knownBytes.get(item)
  if (known !== undefined) return known
  const bytes = encodeItem(item)
  knownBytes.set(freezeWhole(item), bytes)
  return bytes
}

function encodeItem(item: unknown): Uint8Array {
  return encode(`,\n  ${indented(item, '  ') ?? 'null'}`)
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
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
  const found = sealPattern.exec(text)
  return found !== null && sha256Of(text.replace(sealPattern, '\n}\n')) === found[1]
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
