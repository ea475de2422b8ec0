import type { DomDocument } from './dom.ts'

/** An object of structured data, its references resolved. */
export type LinkedData = { readonly [name: string]: unknown }

const articleTypes =
  /(?:Article|BlogPosting|LiveBlogPosting|Report|NewsItem|Review|AnalysisNewsArticle)$/u
const longestBlock = 2_000_000

/**
 * The structured data of a page that describes its article: the first object of an article type.
 *
 * A block that is no JSON is passed over alone; common faults (control characters, trailing
 * commas) are mended first.
 */
export function articleDataOf(document: DomDocument): LinkedData | null {
  const objects = linkedDataOf(document)
  const found = objects.find((object) => typesOf(object).some((type) => articleTypes.test(type)))
  return found ?? null
}

/** What structured data says of the page as such, where that is not its article. */
export function pageDataOf(document: DomDocument): LinkedData | null {
  const found = linkedDataOf(document).find((object) =>
    typesOf(object).some((type) => type.endsWith('WebPage')),
  )
  return found ?? null
}

const read = new WeakMap<DomDocument, LinkedData[]>()

/** All objects of a page, read once: several readers ask, and no document changes while they do. */
function linkedDataOf(document: DomDocument): LinkedData[] {
  const known = read.get(document)
  if (known !== undefined) return known
  const roots = [...document.querySelectorAll('script')]
    .filter((script) => /ld\+json/iu.test(script.getAttribute('type') ?? ''))
    .map((script) => parseLenient(script.textContent ?? ''))
  const objects = flatten(roots)
  read.set(document, objects)
  return objects
}

/** The names of the things that a property holds, references resolved by `@id`. */
export function namesOf(value: unknown): { name: string; types: string[] }[] {
  const values = Array.isArray(value) ? value : [value]
  return values.flatMap((entry: unknown) => {
    if (typeof entry === 'string') return [{ name: entry, types: [] }]
    if (!isObject(entry)) return []
    const name = entry['name']
    const names = Array.isArray(name) ? name : [name]
    return names
      .filter((candidate) => typeof candidate === 'string')
      .map((candidate) => ({ name: candidate, types: typesOf(entry) }))
  })
}

/** A property that is a string, or the first string of a list. */
export function stringOf(value: unknown): string | null {
  const first: unknown = Array.isArray(value) ? value[0] : value
  return typeof first === 'string' && first.trim() !== '' ? first.trim() : null
}

/** The address of a picture, given as a string or as an object with a `url`. */
export function pictureOf(value: unknown): string | null {
  const first: unknown = Array.isArray(value) ? value[0] : value
  if (isObject(first)) return stringOf(first['url']) ?? stringOf(first['contentUrl'])
  return stringOf(first)
}

/** True where the data, or a part of it, says that the article isn't free to read. */
export function isLocked(data: LinkedData): boolean {
  const part = data['hasPart']
  const parts: unknown[] = Array.isArray(part) ? part : [part]
  return [data, ...parts].some(
    (entry) => isObject(entry) && /^false$/iu.test(String(entry['isAccessibleForFree'])),
  )
}

function flatten(roots: readonly unknown[]): LinkedData[] {
  const objects: LinkedData[] = []
  const byId = new Map<string, LinkedData>()
  const queue: unknown[] = [...roots]
  while (queue.length > 0 && objects.length < 2_000) {
    const value = queue.shift()
    if (Array.isArray(value)) queue.push(...(value as unknown[]))
    if (!isObject(value)) continue
    objects.push(value)
    const id = value['@id']
    if (typeof id === 'string' && Object.keys(value).length > 1) byId.set(id, value)
    queue.push(value['@graph'], value['mainEntity'], value['author'], value['publisher'])
  }
  return objects.map((object) => resolved(object, byId))
}

/** The object with its `author` and `publisher` looked up where they are only references. */
function resolved(object: LinkedData, byId: ReadonlyMap<string, LinkedData>): LinkedData {
  const look = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(look)
    if (!isObject(value) || typeof value['@id'] !== 'string') return value
    return value['name'] === undefined ? (byId.get(value['@id']) ?? value) : value
  }
  return { ...object, author: look(object['author']), publisher: look(object['publisher']) }
}

function typesOf(object: LinkedData): string[] {
  const type = object['@type']
  const types: unknown[] = Array.isArray(type) ? type : [type]
  return types.filter((entry) => typeof entry === 'string')
}

function isObject(value: unknown): value is LinkedData {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parseLenient(source: string): unknown {
  if (source.length > longestBlock) return null
  return parseOr(source, () => parseOr(mend(source), () => null))
}

function parseOr(source: string, otherwise: () => unknown): unknown {
  try {
    return JSON.parse(source)
  } catch (error) {
    if (error instanceof SyntaxError) return otherwise()
    throw error
  }
}

function mend(source: string): string {
  // eslint-disable-next-line no-control-regex -- raw line ends and tabs inside strings are the fault
  return source.replace(/[\u0000-\u001f]+/gu, ' ').replace(/,\s*(?=[}\]])/gu, '')
}
