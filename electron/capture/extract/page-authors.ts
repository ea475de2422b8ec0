import type { Sourced } from '../../../shared/domain/metadata.ts'
import { namesFromData, namesIn, parseByline } from './authors.ts'
import type { Block } from './block.ts'
import { authorsInLine, isPersonLine } from './byline-lines.ts'
import { withoutDates } from './dates.ts'
import { parentOf, squeeze } from './dom.ts'
import { metaReadings, textIn, type Head } from './head.ts'
import { namesOf, type LinkedData } from './json-ld.ts'
import { hasBylineName, nearTitle, type PageFacts } from './page-facts.ts'
import { firstOf, type Reading } from './readings.ts'

const metaNames = [
  'author', 'article:author_name', 'parsely-author', 'sailthru.author', 'dc.creator', 'dcterms.creator', 'byl', 'byline',
  'citation_author', 'article:author',
] // prettier-ignore

/** What is known of a page when its authors are looked for. */
type Known = { head: Head; data: LinkedData | null; title: string | null; outlet: string | null }

/**
 * Who wrote it: structured data, `meta`, links marked `author`, the lines under the title, elements
 * that are called a byline, a name under the title that the page says again. A reading that is only
 * the outlet's name comes last: a person named anywhere goes before it.
 */
export function authorsOf(facts: PageFacts, known: Known): Sourced<string[]> {
  const readings = [
    ...fromHead(known),
    ...fromLinks(facts),
    ...fromLines(facts, known.title),
    ...fromNames(facts, known.title),
  ].map(({ value, source }) => ({ value: value === null ? null : distinct(value), source }))
  const isOutlet = ({ value }: Reading<string[]>) =>
    value !== null && value.every((name) => isSameName(name, known.outlet))
  return firstOf([
    ...readings.filter((reading) => !isOutlet(reading)),
    ...readings.filter(isOutlet),
  ])
}

function fromHead({ head, data }: Known): Reading<string[]>[] {
  const publisher = namesOf(data?.['publisher'])[0]?.name
  const isOrganization = (types: readonly string[]) =>
    types.some((type) => type.endsWith('Organization'))
  const people = namesOf(data?.['author']).filter(
    ({ name, types }) => !(isOrganization(types) && name === publisher),
  )
  const written = head.get('twitter:label1')
  const writer = /^(?:written by|author|von|verfasst von|par|écrit par|escrito por)/iu.test(
    written ?? '',
  )
  return [
    {
      value: people.flatMap(({ name, types }) =>
        isOrganization(types) ? [squeeze(name)] : namesFromData(name),
      ),
      source: 'ld+json',
    },
    ...metaReadings(head, metaNames).map(({ value, source }) => ({
      value: namesFromData(value),
      source,
    })),
    {
      value: writer ? namesFromData(head.get('twitter:data1') ?? '') : null,
      source: 'meta:twitter:data1',
    },
  ]
}

function fromLinks({ document }: PageFacts): Reading<string[]>[] {
  const marked = '[rel~="author"],[itemprop~="author"] [itemprop~="name"]'
  const linked = [...document.querySelectorAll(marked)].slice(0, 6)
  return [
    { value: linked.flatMap((element) => namesIn(textIn(element) ?? '')), source: 'rel:author' },
  ]
}

function fromLines({ blocks, now }: PageFacts, title: string | null): Reading<string[]>[] {
  return aroundTitle(blocks, title).flatMap(({ text, element }) => {
    const byline = parseByline(text, now)
    const isMarked = element !== null && hasBylineName(element)
    const marked = isMarked ? namesIn(text).filter((name) => name.length <= 60) : []
    return [byline?.authors ?? [], authorsInLine(text), marked].map((value) => ({
      value,
      source: 'byline',
    }))
  })
}

/** Elements that are called a byline, and a person's name beside a date that the page says twice. */
function fromNames({ blocks }: PageFacts, title: string | null): Reading<string[]>[] {
  const lines = blocks.filter(({ text, form }) => text.length <= 80 && form !== 'picture')
  const called = lines.filter(({ element }) => {
    if (element === null) return false
    const above = parentOf(element)
    return hasBylineName(element) || (above !== null && hasBylineName(above))
  })
  const counts = new Map<string, number>()
  for (const { text } of lines) counts.set(squeeze(text), (counts.get(squeeze(text)) ?? 0) + 1)
  const near = nearTitle(blocks, title).map(({ text }) => squeeze(text))
  const twice = near.filter((text, index) => {
    const beside = [near[index - 1], near[index + 1], near[index + 2]]
    const hasDate = beside.some((line) => line !== undefined && withoutDates(line) !== line)
    return isPersonLine(text) && hasDate && (counts.get(text) ?? 0) >= 2
  })
  const names = called.slice(0, 8).flatMap(({ text }) => {
    const written = authorsInLine(text)
    return written.length > 0 ? [written] : [namesIn(text).filter(isPersonLine)]
  })
  return [...names, ...twice.map((name) => [name])].map((value) => ({ value, source: 'byline' }))
}

/** The lines under the title, then the few above it, where some pages set who and when. */
function aroundTitle(blocks: readonly Block[], title: string | null): Block[] {
  const at = blocks.findIndex(({ text }) => title !== null && squeeze(text) === title)
  const above = at < 0 ? [] : blocks.slice(Math.max(0, at - 3), at).toReversed()
  const fits = ({ form, length }: Block) =>
    form !== 'picture' && form !== 'caption' && length <= 200
  return [...nearTitle(blocks, title), ...above].filter(fits)
}

function distinct(names: readonly string[]): string[] | null {
  return names.length > 0 ? [...new Set(names)].slice(0, 30) : null
}

function isSameName(name: string, outlet: string | null): boolean {
  const letters = (text: string) => text.toLowerCase().replace(/^the |\.com$|[^\p{L}\p{N}]/giu, '')
  return outlet !== null && letters(name) === letters(outlet)
}
