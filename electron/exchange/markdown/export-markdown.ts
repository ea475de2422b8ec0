import { describe, type Selectors } from '../../../shared/anchoring/describe.ts'
import { wordsOfClaims } from '../../../shared/domain/provenance.ts'
import { citationOf, type Citation } from '../citation.ts'
import {
  passagesInOrder,
  type ExportArticle,
  type ExportData,
  type ExportPassage,
  type ExportVersion,
} from '../export-data.ts'
import { escapeHeading, escapeInline, escapeLine, oneLine, quoteMarkdown } from './escape.ts'

/** The most characters of a passage that its context line repeats before it cuts the middle out. */
const repeatedLength = 160

/**
 * One file for reading: an article under its heading with its citation, each passage as a
 * quotation, then where it stood (`Context: …before ⟦passage⟧ after…`), its tags, coder and note.
 *
 * A passage's own line breaks are lines of the quotation, those inside a paragraph end in a
 * backslash; so its exact words can be read back.
 */
export function exportMarkdown(data: ExportData): string {
  const sections = data.articles.flatMap((entry) =>
    versionsShown(entry).map((version) => articleSection(entry, version)),
  )
  return [...fileHead(data), ...sections.flat()].join('\n\n') + '\n'
}

function fileHead(data: ExportData): string[] {
  const versions = data.articles.flatMap((entry) => entry.versions)
  const passages = versions.reduce((sum, { passages: some }) => sum + some.length, 0)
  const holding = data.articles.filter((entry) =>
    entry.versions.some((version) => version.passages.length > 0),
  ).length
  const all = data.articles.length
  const of = holding === all ? count(all, 'article') : `${holding} of ${count(all, 'article')}`
  const counts = `${count(passages, 'passage')} from ${of}`
  const library = data.libraryId === null ? '' : ` of library ${data.libraryId}`
  return [
    `# ${escapeHeading(data.collection ?? '') || 'Passages'}`,
    `${counts}${library}. Made by ${escapeInline(oneLine(data.software))}.`,
  ]
}

/** The versions with passages; of an article without any its latest, so that the article is named. */
function versionsShown({ versions }: ExportArticle): ExportVersion[] {
  const withPassages = versions.filter(({ passages }) => passages.length > 0)
  return withPassages.length > 0 ? withPassages : versions.slice(-1)
}

function articleSection(entry: ExportArticle, version: ExportVersion): string[] {
  const citation = citationOf(entry, version)
  const title = escapeHeading(citation.title ?? '') || 'Untitled'
  const heading = entry.versions.length > 1 ? `${title} (version ${version.number})` : title
  const passages = passagesInOrder(version)
  if (passages.length === 0) {
    return [`## ${heading}`, citationLines(citation), 'This export holds no passage of it.']
  }
  return [
    `## ${heading}`,
    citationLines(citation),
    ...passages.flatMap((passage, index) => passageSection(passage, version.text, index + 1)),
  ]
}

function citationLines(citation: Citation): string {
  const { outlet, authors, published, modified } = citation
  const names = authors.map((author) => escapeInline(oneLine(author))).join(', ')
  const source = [
    outlet === null ? 'no outlet given' : escapeInline(oneLine(outlet)),
    names === '' ? 'no author given' : names,
    published === null ? 'no date given' : `published ${published.day}`,
    ...(modified === null ? [] : [`updated ${modified.day}`]),
    addressOf(citation),
  ]
  const capture = [
    citation.capturedAt,
    `version ${citation.versionNumber}`,
    `SHA-256 of its text ${citation.textSha256}`,
  ]
  const lines = [
    `Source: ${source.join(' · ')}`,
    ...claimLines(citation),
    `Captured: ${capture.join(' · ')}`,
  ]
  return lines.join('\\\n')
}

/** What a saved page says of itself is told as that, apart from where it comes from. */
function claimLines({ claims }: Citation): string[] {
  if (claims === null) return []
  return [`The file says, unchecked: ${escapeInline(oneLine(wordsOfClaims(claims)))}`]
}

function addressOf({ url, uri }: Citation): string {
  if (url !== null && /^https?:/u.test(uri)) return `<${uri}>`
  return url === null ? `no address, ${uri}` : escapeInline(oneLine(url))
}

function passageSection(passage: ExportPassage, text: string, number: number): string[] {
  const { annotation, tags, coderName } = passage
  const { position } = annotation.target
  const isChanged = annotation.updatedAt !== annotation.createdAt
  const facts = [
    ...(tags.length === 0 ? [] : [`- Tags: ${escapeInline(oneLine(tags.join('; ')))}`]),
    `- Coder: ${escapeInline(oneLine(coderName))}, ${annotation.createdAt}${isChanged ? `, changed ${annotation.updatedAt}` : ''}`,
    `- Annotation: ${annotation.id}`,
  ]
  return [
    position === null ? `### ${number}. The whole article` : `### ${number}. Passage`,
    ...(position === null ? [] : quotation(describe(text, position))),
    facts.join('\n'),
    ...(annotation.note.trim() === '' ? [] : ['Note:', quoteMarkdown(annotation.note)]),
  ]
}

function quotation({ quote }: Selectors): string[] {
  const lines = quote.exact.split('\n')
  const quoted = lines.map((line, index) => {
    const breaksInside = (lines[index + 1] ?? '') !== ''
    return line === '' ? '>' : `> ${escapeLine(line)}${breaksInside ? '\\' : ''}`
  })
  return [quoted.join('\n'), contextLine(quote)]
}

function contextLine({ exact, prefix, suffix }: Selectors['quote']): string {
  const context = [
    prefix === '' ? '' : `…${inContext(prefix)}`,
    `⟦${inContext(shortened(exact))}⟧`,
    suffix === '' ? '' : `${inContext(suffix)}…`,
  ]
  return `Context: ${context.join('')}`
}

/** Keeps the brackets that show the passage unmistakable: the text's own become entities. */
function inContext(words: string): string {
  return escapeInline(words.replace(/\s+/gu, ' '))
    .replaceAll('⟦', '&#10214;')
    .replaceAll('⟧', '&#10215;')
}

function shortened(words: string): string {
  const characters = [...words]
  if (characters.length <= repeatedLength) return words
  const kept = repeatedLength / 2
  return `${characters.slice(0, kept).join('')} … ${characters.slice(-kept).join('')}`
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
