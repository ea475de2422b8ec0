import type { Metadata, PublishedDate, Sourced } from '../../shared/domain/metadata.ts'

/** What the researcher says of what they capture; `published` is a day. */
export type Said = {
  outlet?: string | undefined
  authors?: string[] | undefined
  published?: string | undefined
}

/** A capture with what the researcher said of it, put before what was read there. */
export function withSaid<T extends { metadata: Metadata }>(captured: T, said: Said): T {
  const { metadata } = captured
  const authors = said.authors?.map((name) => name.trim()).filter((name) => name !== '') ?? []
  const outlet = said.outlet?.trim() ?? ''
  const day = said.published
  const published: PublishedDate | null =
    day === undefined ? null : { raw: day, day, instant: null }
  return {
    ...captured,
    metadata: {
      ...metadata,
      authors: before(metadata.authors, authors.length > 0 ? authors : null, 'researcher'),
      outlet: before(metadata.outlet, outlet === '' ? null : outlet, 'researcher'),
      published: before(metadata.published, published, 'researcher'),
    },
  }
}

/** A value in front of what was read so far, which becomes an alternative. */
function before<T>(read: Sourced<T>, value: T | null, source: string): Sourced<T> {
  if (value === null) return read
  const older = read.value === null ? [] : [{ value: read.value, source: read.source }]
  return { value, source, alternatives: [...older, ...read.alternatives] }
}
