import { absent, from, type Metadata } from '../../../shared/domain/metadata.ts'
import { assemble } from './assemble.ts'
import { parseByline } from './authors.ts'
import { finishBlocks, plainPlace, type Block, type Place } from './block.ts'
import type { Decision } from './decision.ts'
import type { Extracted } from './extract-page.ts'
import { furnitureOf, isAuthorNote } from './furniture.ts'
import { languageOfWords } from './language.ts'
import { domainOf } from './outlet.ts'
import { emptyPage } from './refusals.ts'

/** A text as it goes to the worker; `url` is where it comes from, where that is known. */
export type TextTask = { text: string; url?: string | null; now: string }

const bullet = /^\s*(?:[-•*–‣▪]\s+|(\d{1,3})[.)]\s+)(?=\S)/u

/**
 * Makes an article of plain text: the first line is its title, blank lines part its blocks (lines do,
 * where there is no blank line), lines that all begin with bullets or numbers are a list.
 */
export function extractText({ text, url = null, now }: TextTask): Extracted {
  const moment = new Date(now)
  const chunks = chunksOf(text)
  const blocks = chunks.flatMap(blocksOf)
  const [title, ...rest] = blocks
  if (title === undefined) throw emptyPage()
  const decisions: Decision[] = [
    { block: title, as: 'title' },
    ...rest.map((block, index) => decideBlock(block, index, rest.length, moment)),
  ]
  const byline = decisions
    .filter(({ as, block }) => as === 'left-out' && parseByline(block.text, moment) !== null)
    .map(({ block }) => parseByline(block.text, moment))[0]
  const domain = domainOf(url)
  const body = decisions.filter(({ as }) => as === 'body').map(({ block }) => block.text)
  const language = languageOfWords(body.join('\n'))
  const metadata: Metadata = {
    title: from(title.text.replaceAll('\n', ' '), 'first line'),
    authors: byline === null || byline === undefined ? absent() : from(byline.authors, 'byline'),
    outlet: domain === null ? absent() : from(domain, 'domain'),
    published:
      byline?.published === null || byline?.published === undefined
        ? absent()
        : from(byline.published, 'byline'),
    modified: absent(),
    language: language === null ? absent() : from(language, 'words of the text'),
    canonical: absent(),
    leadImage: absent(),
  }
  return { ...assemble(decisions, null), metadata, warnings: [] }
}

/** The blocks of lines: first the title's line, then what blank lines part. */
function chunksOf(text: string): string[][] {
  const lines = text.replace(/^\ufeff/u, '').split(/\r\n|[\n\r\u2028\u2029]/u)
  const first = lines.findIndex((line) => line.trim() !== '')
  if (first < 0) return []
  const rest = lines.slice(first + 1)
  const body = rest.slice(
    rest.findIndex((line) => line.trim() !== ''),
    rest.findLastIndex((line) => line.trim() !== '') + 1,
  )
  const chunks: string[][] = [[lines[first] ?? '']]
  if (!body.some((line) => line.trim() === '')) return [...chunks, ...byLines(body)]
  let open: string[] = []
  for (const line of [...body, '']) {
    if (line.trim() !== '') open.push(line)
    else if (open.length > 0) {
      chunks.push(open)
      open = []
    }
  }
  return chunks
}

/** Each line a block, but neighbouring lines with bullets stay together as a list. */
function byLines(lines: readonly string[]): string[][] {
  const chunks: string[][] = []
  for (const line of lines) {
    const last = chunks.at(-1)
    if (bullet.test(line) && last?.every((other) => bullet.test(other)) === true) last.push(line)
    else chunks.push([line])
  }
  return chunks
}

function blocksOf(lines: readonly string[]): Block[] {
  // A chunk may hold furniture line by line ("3 Min Read", then a photo credit).
  if (lines.some((line) => furnitureOf(line) !== null)) {
    return segments(lines).flatMap((segment) => textBlock(plainPlace, segment.join('\n')))
  }
  if (lines.length >= 2 && lines.every((line) => bullet.test(line))) {
    const isOrdered = /\d/u.test(bullet.exec(lines[0] ?? '')?.[1] ?? '')
    const place: Place = { ...plainPlace, form: 'list_item', isOrdered, list: {} }
    return lines.flatMap((line) => textBlock(place, line.replace(bullet, '')))
  }
  return textBlock(plainPlace, lines.join('\n'))
}

/** Furniture lines apart, each by itself; the lines between them together. */
function segments(lines: readonly string[]): string[][] {
  const parts: string[][] = []
  let isProse = false
  for (const line of lines) {
    const isFurniture = furnitureOf(line) !== null
    if (isFurniture || !isProse) parts.push([line])
    else parts.at(-1)?.push(line)
    isProse = !isFurniture
  }
  return parts
}

function textBlock(place: Place, text: string): Block[] {
  return finishBlocks(place, [{ kind: 'text', text, extra: { marks: [], isKept: true } }])
}

function decideBlock(block: Block, index: number, count: number, now: Date): Decision {
  const isByline = index < 3 && parseByline(block.text, now) !== null
  const isNote = index >= count - 4 && index > 1 && isAuthorNote(block.text)
  const finding =
    furnitureOf(block.text) ??
    (isByline ? { kind: 'byline' as const, reason: 'byline' } : null) ??
    (isNote ? { kind: 'furniture' as const, reason: 'about the author' } : null)
  return finding === null ? { block, as: 'body' } : { block, as: 'left-out', finding }
}
