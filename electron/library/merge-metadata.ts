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
  return mapFields(before, read, (old, fresh) => {
    if (old === undefined || fresh === undefined) return fresh ?? old
    if (fresh.source === researcher) return over(old, fresh)
    return old.source === researcher || fresh.value === null ? old : fresh
  })
}

/**
 * An article's metadata after a capture with the same text: what the researcher says now. What the
 * page said this time stays out, because the bytes that would prove it are not kept.
 */
export function mergeSaid(before: Metadata, read: Metadata): Metadata {
  return mapFields(before, read, (old, fresh) => {
    if (fresh?.source !== researcher) return old
    return old === undefined ? fresh : over(old, fresh)
  })
}

/** The names of the fields that differ. */
export function changedFields(before: Metadata, after: Metadata): Field[] {
  return fieldsOf(before, after).filter((field) => !isSame(before[field], after[field]))
}

/** Fields that neither has stay away: a record is only as long as what was looked for. */
function mapFields(
  before: Metadata,
  read: Metadata,
  next: (old: Metadata[Field], fresh: Metadata[Field]) => Metadata[Field],
): Metadata {
  const entries = fieldsOf(before, read).map((field) => [field, next(before[field], read[field])])
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as Metadata
}

function fieldsOf(...records: readonly Metadata[]): Field[] {
  return [...new Set(records.flatMap((record) => Object.keys(record) as Field[]))]
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
