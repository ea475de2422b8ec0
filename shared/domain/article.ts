import { z } from 'zod'
import { Id } from './ids.ts'
import { Instant } from './instant.ts'
import { Metadata } from './metadata.ts'
import { Sha256 } from './sha256.ts'

/** A version as article.json names it: enough to list it, and the hash that pins its record. */
export const VersionEntry = z.strictObject({
  id: Id,
  name: z.string().regex(/^v[1-9][0-9]*-[0-9a-z]{6}$/),
  capturedAt: Instant,
  textSha256: Sha256,
  recordSha256: Sha256,
})
export type VersionEntry = z.infer<typeof VersionEntry>

/** A capture that found the same text again: no new version, but a fact worth keeping. */
export const UnchangedCheck = z.strictObject({ at: Instant, versionId: Id })

/**
 * `article.json`: one work, known by its key; the commit point of a capture.
 *
 * A version's files count only once this document names them. `removed` is a tombstone with the
 * moment of removal.
 */
export const Article = z.strictObject({
  format: z.literal(1),
  id: Id,
  rev: z.number().int().min(1),
  key: z.string().min(1),
  createdAt: Instant,
  updatedAt: Instant,
  metadata: Metadata,
  versions: z.array(VersionEntry).min(1),
  lastUnchanged: UnchangedCheck.nullable(),
  removed: Instant.nullable(),
})
export type Article = z.infer<typeof Article>

/** Versions in the order they were captured; the number people see is the place in this order. */
export function versionsInOrder(article: Article): VersionEntry[] {
  return inOrderOfCapture(article.versions)
}

/** {@link versionsInOrder} of the versions alone. */
export function inOrderOfCapture(versions: readonly VersionEntry[]): VersionEntry[] {
  return [...versions].sort((a, b) => (isCapturedBefore(a, b) ? -1 : 1))
}

/** Whether a version stands before another in the order of capture; of one moment, by id. */
export function isCapturedBefore(
  a: Pick<VersionEntry, 'id' | 'capturedAt'>,
  b: Pick<VersionEntry, 'id' | 'capturedAt'>,
): boolean {
  return a.capturedAt === b.capturedAt ? a.id < b.id : a.capturedAt < b.capturedAt
}

/** The version captured last. */
export function latestVersion(article: Article): VersionEntry {
  const last = versionsInOrder(article).at(-1)
  if (last === undefined) throw new Error('an article has at least one version')
  return last
}
