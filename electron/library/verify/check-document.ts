import type { z } from 'zod'
import { assertNever } from '../../../shared/errors.ts'
import { nameOf } from '../disk.ts'
import { previousPath } from '../document-reading.ts'
import { readDocument } from '../json-text.ts'
import { readThrough } from './read-through.ts'
import type { Report, Verifying } from './verifying.ts'

/** A document that changes: where it lies, what it must look like, and what it is called. */
export type Checked<T> = {
  path: string
  schema: z.ZodType<T>
  /** Such as “the codebook”. */
  what: string
  /** What more a finding says of it, by what it holds. */
  about?: (value: T | null) => Partial<Report>
}

/**
 * Checks the seal of a document, and answers what it holds; of a damaged one, what it held before the last
 * save. Null where there is none, or none that can be understood.
 */
export async function checkDocument<T>(
  verifying: Verifying,
  { path, schema, what, about = () => ({}) }: Checked<T>,
): Promise<{ value: T | null; isThere: boolean }> {
  const name = nameOf(verifying.disk, path)
  const file = await readThrough(verifying, path, 'keep')
  if (file.state === 'missing') return { value: null, isThere: false }
  verifying.step(name)
  const upper = `${what[0]?.toUpperCase() ?? ''}${what.slice(1)}`
  if (file.state === 'unreadable') {
    const headline = `${upper} cannot be read`
    const value = await previous(verifying, path, schema)
    const report = { kind: 'unreadable', file: name, headline, sentence: file.message } as const
    verifying.report({ ...about(value), ...report })
    return { value, isThere: true }
  }
  const reading = readDocument(file.bytes ?? new Uint8Array(), schema, 1)
  switch (reading.kind) {
    case 'whole':
      if (reading.isEdited) verifying.report({ ...about(reading.value), ...edited(name, upper) })
      return { value: reading.value, isThere: true }
    case 'newer':
      verifying.report({
        ...about(null),
        kind: 'unreadable',
        file: name,
        headline: `${upper} was written by a newer Pressmark`,
        sentence: `“${name}” was written by a newer Pressmark, so it was not checked, nor what it names. Update Pressmark, and verify again.`,
      })
      return { value: null, isThere: true }
    case 'damaged': {
      const value = await previous(verifying, path, schema)
      verifying.report({ ...about(value), ...damaged(name, upper, reading.reason, value !== null) })
      return { value, isThere: true }
    }
    default:
      return assertNever(reading)
  }
}

async function previous<T>(
  verifying: Verifying,
  path: string,
  schema: z.ZodType<T>,
): Promise<T | null> {
  const file = await readThrough(verifying, previousPath(path), 'keep')
  if (file.state !== 'read' || file.bytes === null) return null
  const reading = readDocument(file.bytes, schema, 1)
  return reading.kind === 'whole' ? reading.value : null
}

function edited(name: string, what: string): Report {
  return {
    kind: 'edited-outside',
    file: name,
    headline: `${what} was edited outside Pressmark`,
    sentence: `“${name}” is not as Pressmark saved it: somebody edited it, or a program did. It is a document that people may edit, so it is used as it is; the next save seals it again.`,
  }
}

function damaged(name: string, what: string, reason: string, hasPrevious: boolean): Report {
  const kept = hasPrevious
    ? 'The state before the last save is whole, and was used to check the rest.'
    : 'No state before it can be read either.'
  return {
    kind: 'unreadable',
    file: name,
    headline: `${what} is damaged`,
    sentence: `“${name}” is damaged (${reason}). ${kept} Put a good copy in its place, from a backup.`,
  }
}
