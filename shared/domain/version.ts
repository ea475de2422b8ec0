import { z } from 'zod'
import { Id } from './ids.ts'
import { Instant } from './instant.ts'
import { Metadata } from './metadata.ts'
import { Provenance } from './provenance.ts'
import { Sha256 } from './sha256.ts'

/** A file name inside an article's folder: ASCII, at most 64 characters, no folders. */
export const FileName = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'is not a file name')

/**
 * What a file of a version is for. `response` is the body that captures of the first weeks kept where
 * later ones have a `snapshot`.
 */
export const fileRoles = [
  'document',
  'text',
  'left-out',
  'article',
  'page',
  'snapshot',
  'response',
  'original',
  'media',
] as const

/** A file that belongs to a version, with what proves it unchanged. */
export const VersionFile = z.strictObject({
  role: z.enum(fileRoles),
  path: FileName,
  mediaType: z.string(),
  sizeBytes: z.number().int().min(0),
  sha256: Sha256,
})
export type VersionFile = z.infer<typeof VersionFile>

/** A picture that the page showed: where it was, and the file that holds it, if it could be had. */
export const MediaEntry = z.strictObject({
  url: z.string(),
  file: FileName.nullable(),
  sha256: Sha256.nullable(),
  problem: z.string().nullable(),
})
export type MediaEntry = z.infer<typeof MediaEntry>

/**
 * `v<n>-<id6>.version.json`: what one capture kept. Written once and never changed.
 *
 * `metadata` is what the capture read; a researcher's corrections live in article.json. `textRules`
 * names the rule set that made `.text.txt` from `.document.json`. `previousRecordSha256` is the hash of
 * the record of the version captured before it, null for the first; records of old lack it.
 */
export const VersionRecord = z.strictObject({
  format: z.literal(1),
  id: Id,
  articleId: Id,
  key: z.string(),
  capturedAt: Instant,
  coderId: Id,
  previousRecordSha256: Sha256.nullable().optional(),
  provenance: Provenance,
  metadata: Metadata,
  textRules: z.literal(1),
  textSha256: Sha256,
  textLength: z.number().int().min(0),
  media: z.array(MediaEntry),
  files: z.array(VersionFile),
})
export type VersionRecord = z.infer<typeof VersionRecord>
