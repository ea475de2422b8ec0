import type { Annotation } from '../../shared/domain/annotation.ts'
import type { Article } from '../../shared/domain/article.ts'
import type { Id } from '../../shared/domain/ids.ts'
import type { Instant } from '../../shared/domain/instant.ts'
import type { Metadata } from '../../shared/domain/metadata.ts'
import { inReadingOrder } from '../../shared/domain/reading-order.ts'
import type { VersionRecord } from '../../shared/domain/version.ts'

/** An annotation as it is exported: its tags as paths, its coder by name. */
export type ExportPassage = {
  annotation: Annotation
  tags: string[]
  coderName: string
}

/** One version with the text that its passages index; `number` is its place among all versions. */
export type ExportVersion = {
  id: Id
  number: number
  name: string
  capturedAt: Instant
  record: VersionRecord
  text: string
  passages: ExportPassage[]
}

/** The passages of a version as a reader meets them. */
export function passagesInOrder({ passages }: ExportVersion): ExportPassage[] {
  return passages.toSorted((a, b) => inReadingOrder(a.annotation, b.annotation))
}

/** One article with the versions whose passages go out; `metadata` is as it stands today. */
export type ExportArticle = {
  article: Article
  metadata: Metadata
  versions: ExportVersion[]
}

/**
 * The input of every format: articles in the order in which they shall stand.
 *
 * `collection` is the name of the collection that was chosen, if one was; `software` names this
 * program and its version.
 */
export type ExportData = {
  articles: ExportArticle[]
  collection: string | null
  exportedAt: Instant
  libraryId: Id | null
  software: string
}

/** A file that a format makes: its name inside the export, and its text (written as UTF-8). */
export type ExportFile = { path: string; text: string }
