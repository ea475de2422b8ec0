import type { Metadata, PublishedDate, Sourced } from '../../shared/domain/metadata.ts'
import { domainOf } from './extract/outlet.ts'
import type { GivenText } from './read-given.ts'

/** A capture of pasted text with what the researcher said of it, put before what the text says. */
export function withSaid<T extends { metadata: Metadata }>(captured: T, said: GivenText): T {
  const { metadata } = captured
  const authors = said.authors?.map((name) => name.trim()).filter((name) => name !== '') ?? []
  const outlet = said.outlet?.trim() ?? ''
  const domain = said.url === undefined ? null : domainOf(said.url)
  const day = said.published
  const published: PublishedDate | null =
    day === undefined ? null : { raw: day, day, instant: null }
  return {
    ...captured,
    metadata: {
      ...metadata,
      authors: before(metadata.authors, authors.length > 0 ? authors : null, 'researcher'),
      outlet: before(
        before(metadata.outlet, domain, 'domain'),
        outlet === '' ? null : outlet,
        'researcher',
      ),
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
