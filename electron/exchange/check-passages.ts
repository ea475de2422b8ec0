import { splitsPair } from '../../shared/text/code-points.ts'
import type { Annotation } from '../../shared/domain/annotation.ts'
import type { Id } from '../../shared/domain/ids.ts'
import type { ExportRequest } from '../../shared/api/contract.ts'
import type { ExportData, ExportPassage, ExportVersion } from './export-data.ts'

/**
 * Something that an export does not hold, by id (a folder without one by its path), with the reason in
 * a sentence.
 */
export type LeftOutReason = { id: string; reason: string }

/**
 * Parts what can be exported from what cannot: every passage that comes back stands, word for word,
 * where its position says. A passage that was named twice (with its article, and alone) is kept
 * once. Articles and versions stay, even with no passage left.
 */
export function checkPassages(data: ExportData): { data: ExportData; leftOut: LeftOutReason[] } {
  const leftOut: LeftOutReason[] = []
  const seen = new Set<Id>()
  const keep = (version: ExportVersion, { annotation }: ExportPassage): boolean => {
    if (seen.has(annotation.id)) return false
    seen.add(annotation.id)
    const reason = faultOf(annotation, version)
    if (reason !== null) leftOut.push({ id: annotation.id, reason })
    return reason === null
  }
  const articles = data.articles.map((entry) => ({
    ...entry,
    versions: entry.versions.map((version) => ({
      ...version,
      passages: version.passages.filter((passage) => keep(version, passage)),
    })),
  }))
  return { data: { ...data, articles }, leftOut }
}

/**
 * The articles of which a format holds nothing. CSV and W3C are lists of annotations, so an article
 * without one has no place there; Markdown names it all the same.
 */
export function articlesWithoutPassages(
  data: ExportData,
  format: ExportRequest['format'],
): LeftOutReason[] {
  if (format === 'markdown') return []
  return data.articles
    .filter(({ versions }) => versions.every(({ passages }) => passages.length === 0))
    .map(({ article }) => ({
      id: article.id,
      reason:
        'This article has no tagged, noted or highlighted passage, and this format lists nothing else. A Markdown export names it.',
    }))
}

/** Why an annotation cannot be placed in a version, in a sentence; null where it stands there. */
export function faultOf(
  annotation: Annotation,
  version: Pick<ExportVersion, 'id' | 'number' | 'record' | 'text'>,
): string | null {
  const { target, removed } = annotation
  if (removed !== null) return `This annotation was removed on ${removed.slice(0, 10)}.`
  if (target.versionId !== version.id || target.textSha256 !== version.record.textSha256) {
    return `This annotation belongs to another text than version ${version.number}. It is kept in the library as it was.`
  }
  if (target.quote === null || target.position === null) return null
  const { start, end } = target.position
  const { text } = version
  const holdsQuote = end <= text.length && text.slice(start, end) === target.quote.exact
  if (holdsQuote && !splitsPair(text, start) && !splitsPair(text, end)) return null
  return `The words “${shorten(target.quote.exact)}” do not stand where this annotation says in version ${version.number}. It is kept in the library as it was.`
}

function shorten(words: string): string {
  const characters = [...words.replace(/\s+/gu, ' ')]
  return characters.length > 60 ? `${characters.slice(0, 59).join('')}…` : characters.join('')
}
