import { describe } from '../../../shared/anchoring/describe.ts'
import { codePointsOf } from '../../../shared/text/code-points.ts'
import { citationOf, type Citation } from '../citation.ts'
import {
  passagesInOrder,
  type ExportArticle,
  type ExportData,
  type ExportPassage,
  type ExportVersion,
} from '../export-data.ts'

/** One annotation with everything that its row tells. */
type Row = {
  entry: ExportArticle
  version: ExportVersion
  passage: ExportPassage
  citation: Citation
  selectors: ReturnType<typeof describe> | null
  toCodePoint: (offset: number) => number
}

/**
 * The columns, in their order. New ones are added at the end; these names and places stay.
 *
 * `about` is `passage` or `article`: of a whole article `quote`, `before`, `after`, `start` and
 * `end` are empty. `start` and `end` count code points of the version's text, whose SHA-256 is
 * `text_sha256`. `claimed_url` and `claimed_saved` are what a saved page says of itself, unchecked, where
 * nobody else says where it is from. `published` and `updated` are days as published, the other times are UTC.
 */
const columns: readonly (readonly [name: string, (row: Row) => string])[] = [
  ['quote', ({ selectors }) => selectors?.quote.exact ?? ''],
  ['before', ({ selectors }) => selectors?.quote.prefix ?? ''],
  ['after', ({ selectors }) => selectors?.quote.suffix ?? ''],
  ['tags', ({ passage }) => passage.tags.join('; ')],
  ['note', ({ passage }) => passage.annotation.note],
  ['coder', ({ passage }) => passage.coderName],
  ['outlet', ({ citation }) => citation.outlet ?? ''],
  ['authors', ({ citation }) => citation.authors.join('; ')],
  ['title', ({ citation }) => citation.title ?? ''],
  ['published', ({ citation }) => citation.published?.day ?? ''],
  ['updated', ({ citation }) => citation.modified?.day ?? ''],
  ['url', ({ citation }) => citation.url ?? ''],
  ['captured', ({ citation }) => citation.capturedAt],
  ['version', ({ version }) => String(version.number)],
  ['text_sha256', ({ citation }) => citation.textSha256],
  ['about', ({ selectors }) => (selectors === null ? 'article' : 'passage')],
  ['start', ({ selectors, toCodePoint }) => at(selectors?.position.start, toCodePoint)],
  ['end', ({ selectors, toCodePoint }) => at(selectors?.position.end, toCodePoint)],
  ['tagged', ({ passage }) => passage.annotation.createdAt],
  ['changed', ({ passage }) => passage.annotation.updatedAt],
  ['annotation_id', ({ passage }) => passage.annotation.id],
  ['article_id', ({ entry }) => entry.article.id],
  ['version_id', ({ version }) => version.id],
  ['source', ({ citation }) => citation.uri],
  ['claimed_url', ({ citation }) => citation.claims?.url ?? ''],
  ['claimed_saved', ({ citation }) => citation.claims?.savedAt ?? ''],
]

/**
 * One row per annotation: UTF-8 with a byte order mark (or Excel guesses the encoding), CRLF,
 * RFC 4180. Tags and authors stand in one cell, parted by `; `.
 *
 * A spreadsheet runs a cell that begins with `= + - @`, a tab or a carriage return, and pages are
 * not to be trusted: such a cell gets a leading apostrophe. So does one that has apostrophes before
 * such a character, which lets a reader take exactly one away again.
 */
export function exportCsv(data: ExportData): string {
  const rows = data.articles.flatMap((entry) =>
    entry.versions.flatMap((version) => rowsOf(entry, version)),
  )
  const header = columns.map(([name]) => cell(name))
  const lines = [header, ...rows.map((row) => columns.map(([, value]) => cell(value(row))))]
  return `\ufeff${lines.map((cells) => `${cells.join(',')}\r\n`).join('')}`
}

function rowsOf(entry: ExportArticle, version: ExportVersion): Row[] {
  const citation = citationOf(entry, version)
  const toCodePoint = codePointsOf(version.text)
  return passagesInOrder(version).map((passage) => {
    const { position } = passage.annotation.target
    const selectors = position === null ? null : describe(version.text, position)
    return { entry, version, passage, citation, selectors, toCodePoint }
  })
}

function at(offset: number | undefined, toCodePoint: (offset: number) => number): string {
  return offset === undefined ? '' : String(toCodePoint(offset))
}

function cell(value: string): string {
  const harmless = /^'*[=+\-@\t\r]/u.test(value) ? `'${value}` : value
  return /[",\r\n]|^\s|\s$/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
