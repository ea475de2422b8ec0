import { z } from 'zod'
import { Annotation } from '../domain/annotation.ts'
import { CollectionMember } from '../domain/collection.ts'
import { Id } from '../domain/ids.ts'
import { Instant } from '../domain/instant.ts'
import { LeftOutBlock } from '../domain/left-out.ts'
import { Metadata } from '../domain/metadata.ts'
import { FileClaims, Provenance } from '../domain/provenance.ts'
import { Sha256 } from '../domain/sha256.ts'
import { MediaEntry } from '../domain/version.ts'
import { DocumentJson } from '../text/document-json.ts'
import { Failure } from './result.ts'

/**
 * A row of the Library. `published` is the day as published; `versions` and `annotations` are
 * counts; `tags` are paths, each once, in the order of the codebook.
 */
export const ArticleRow = z.strictObject({
  id: Id,
  key: z.string(),
  title: z.string(),
  outlet: z.string().nullable(),
  published: z.string().nullable(),
  capturedAt: Instant,
  versions: z.number().int(),
  annotations: z.number().int(),
  tags: z.array(z.string()),
})
export type ArticleRow = z.infer<typeof ArticleRow>

/**
 * What a Library screen needs beside the row; places are shares of the text from 0 to 1. `fileClaims`
 * is what a saved page says of itself, where nobody else says where it is from.
 */
export const ArticleListItem = z.strictObject({
  row: ArticleRow,
  standfirst: z.string().nullable(),
  textLength: z.number().int(),
  lastUnchanged: Instant.nullable(),
  fileClaims: FileClaims.nullable(),
  passages: z.array(
    z.strictObject({ start: z.number(), end: z.number(), hue: z.number().int().nullable() }),
  ),
})
export type ArticleListItem = z.infer<typeof ArticleListItem>

/** Something in the library that a person should know: what, where, and what to do, in a sentence. */
export const LibraryProblem = z.strictObject({
  code: Failure.shape.code,
  message: z.string(),
  path: z.string(),
})
export type LibraryProblem = z.infer<typeof LibraryProblem>

/**
 * A tag as people see it. `uses` counts live annotations of every coder, `branchUses` also those with a
 * tag below it, each once.
 */
export const TagView = z.strictObject({
  id: Id,
  rev: z.number().int().min(1),
  path: z.string(),
  name: z.string(),
  definition: z.string(),
  hue: z.number().int().min(1).max(8),
  lineStyle: z.number().int().min(0).max(3),
  uses: z.number().int(),
  branchUses: z.number().int(),
})
export type TagView = z.infer<typeof TagView>

/** An annotation with what a screen shows of it: the tags that stand now, the coder's name. */
export const AnnotationView = z.strictObject({
  annotation: Annotation,
  tags: z.array(z.strictObject({ id: Id, path: z.string() })),
  coderName: z.string(),
  isMine: z.boolean(),
})
export type AnnotationView = z.infer<typeof AnnotationView>

/** The version that is open; `number` is its place in the order of capture, from 1. */
export const VersionView = z.strictObject({
  id: Id,
  number: z.number().int().min(1),
  capturedAt: Instant,
  sha256: Sha256,
  provenance: Provenance,
  media: z.array(MediaEntry),
})
export type VersionView = z.infer<typeof VersionView>

/**
 * Everything that the Reader and `pressmark show` need, in one reply. `problems` are sentences on what
 * could not be read of the annotations, or does not fit the text.
 */
export const ArticleView = z.strictObject({
  row: ArticleRow,
  metadata: Metadata,
  versions: z.array(z.strictObject({ id: Id, number: z.number().int(), capturedAt: Instant })),
  version: VersionView,
  document: DocumentJson,
  text: z.string(),
  body: z.string(),
  leftOut: z.array(LeftOutBlock),
  annotations: z.array(AnnotationView),
  problems: z.array(z.string()),
})
export type ArticleView = z.infer<typeof ArticleView>

/** A capture that gave no version, shown until dismissed. */
export const Attempt = z.strictObject({
  id: Id,
  input: z.string(),
  at: Instant,
  failure: Failure,
})
export type Attempt = z.infer<typeof Attempt>

/** A collection with what its members are called. */
export const CollectionView = z.strictObject({
  id: Id,
  name: z.string(),
  members: z.array(CollectionMember),
  articles: z.number().int(),
  passages: z.number().int(),
})
export type CollectionView = z.infer<typeof CollectionView>

/**
 * An annotation among those of the whole library, with where it comes from.
 *
 * `before` and `after` are some words around the passage, empty for a whole article; `paragraph` is
 * the number of its block, from 1, as a reader counts: no title, standfirst, pictures. `version` and `capturedAt` are
 * null while the version that it stands on is not in the library (not synced yet).
 */
export const PassageView = z.strictObject({
  view: AnnotationView,
  articleId: Id,
  title: z.string(),
  outlet: z.string().nullable(),
  published: z.string().nullable(),
  capturedAt: Instant.nullable(),
  version: z.number().int().min(1).nullable(),
  isLatest: z.boolean(),
  before: z.string(),
  after: z.string(),
  paragraph: z.number().int().min(1).nullable(),
})
export type PassageView = z.infer<typeof PassageView>
