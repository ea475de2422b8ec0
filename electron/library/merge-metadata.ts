import type { Metadata, Sourced } from '../../shared/domain/metadata.ts'

/** The fields of {@link Metadata}. */
type Field = keyof Metadata

/** Where a value comes from that the researcher gave: it stands before whatever a page says. */
const researcher = 'researcher'

/**
 * An article's metadata after a capture with another text: what the newer capture read, save where
 * a researcher said something or it read nothing. What the researcher says now goes before what they
 * said earlier, which stays among the alternatives.
 */
export function mergeMetadata(before: Metadata, read: Metadata): Metadata {
  return mapFields(before, (field) => {
    const [old, fresh] = [before[field], read[field]]
    if (fresh.source === researcher) return over(old, fresh)
    return old.source === researcher || fresh.value === null ? old : fresh
  })
}

/**
 * An article's metadata after a capture with the same text: what the researcher says now. What the
 * page said this time stays out, because the bytes that would prove it are not kept.
 */
export function mergeSaid(before: Metadata, read: Metadata): Metadata {
  return mapFields(before, (field) =>
    read[field].source === researcher ? over(before[field], read[field]) : before[field],
  )
}

/** The names of the fields that differ. */
export function changedFields(before: Metadata, after: Metadata): Field[] {
  return fieldsOf(before).filter((field) => !isSame(before[field], after[field]))
}

function mapFields(metadata: Metadata, next: (field: Field) => Metadata[Field]): Metadata {
  return Object.fromEntries(fieldsOf(metadata).map((field) => [field, next(field)])) as Metadata
}

function fieldsOf(metadata: Metadata): Field[] {
  return Object.keys(metadata) as Field[]
}

/** A value in front of the one before it, which becomes an alternative; each reading once. */
function over(old: Sourced<unknown>, fresh: Sourced<unknown>): Metadata[Field] {
  const { value, source } = fresh
  if (isSame(old.value, value) && old.source === source) return old as Metadata[Field]
  const older = old.value === null ? [] : [{ value: old.value, source: old.source }]
  const seen = [{ value, source }]
  for (const reading of [...older, ...old.alternatives, ...fresh.alternatives]) {
    if (!seen.some((known) => isSame(known, reading))) seen.push(reading)
  }
  return { value, source, alternatives: seen.slice(1) } as Metadata[Field]
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
