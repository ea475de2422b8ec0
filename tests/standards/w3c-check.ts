import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import Ajv from 'ajv-draft-04'

/** A JSON object whose keys are still to be looked at. */
type JsonObject = Readonly<Record<string, unknown>>

/** One assertion of the suite: what it is called, and whether a value meets it. */
type Assertion = { name: string; isMet: (value: unknown) => boolean }

const root = join(import.meta.dirname, 'w3c-annotation')

/** The motivations that the model defines; another must be an IRI or have a prefix. */
const motivations = new Set([
  'assessing',
  'bookmarking',
  'classifying',
  'commenting',
  'describing',
  'editing',
  'highlighting',
  'identifying',
  'linking',
  'moderating',
  'questioning',
  'replying',
  'tagging',
])

const ajv = suiteValidator()

/** Every MUST of the suite about an annotation and a page. */
export const musts: Readonly<Record<'annotation' | 'page', readonly Assertion[]>> = {
  annotation: assertionsOf('annotations/annotationMusts.test'),
  page: assertionsOf('collections/pages/pageMusts.test'),
}

/**
 * What is wrong with an AnnotationPage and the annotations on it; empty when nothing is. With
 * `text`, each position must hold its quote there.
 */
export function checkAnnotationPage(page: unknown, text?: string): string[] {
  if (!isObject(page)) return ['not a JSON object']
  const items = listOf(page['items']).map((item) => withContext(item, page['@context']))
  const ids = items.map((item) => (isObject(item) ? item['id'] : item))
  return [
    ...unmet(musts.page, page),
    ...items.flatMap((item, index) =>
      checkAnnotation(item, text).map((fault) => `item ${index}: ${fault}`),
    ),
    ...(new Set(ids).size < ids.length ? ['an id stands twice'] : []),
  ]
}

/** What is wrong with one Annotation; see {@link checkAnnotationPage}. */
export function checkAnnotation(annotation: unknown, text?: string): string[] {
  if (!isObject(annotation)) return ['not a JSON object']
  const unknown = listOf(annotation['motivation']).filter(
    (motivation) =>
      typeof motivation !== 'string' ||
      (!motivations.has(motivation) && !/^[a-z][a-z0-9+.-]*:/iu.test(motivation)),
  )
  return [
    ...unmet(musts.annotation, annotation),
    ...unknown.map((motivation) => `unknown motivation ${JSON.stringify(motivation)}`),
    ...listOf(annotation['target'])
      .filter(isObject)
      .flatMap((target) => targetFaults(target, text)),
  ]
}

/** What the suite lets pass: a place that cannot be, or that does not hold the quote. */
function targetFaults(target: JsonObject, text: string | undefined): string[] {
  const selectors = listOf(target['selector']).filter(isObject)
  const quotes = selectors.filter(({ type }) => type === 'TextQuoteSelector')
  const positions = selectors.filter(({ type }) => type === 'TextPositionSelector')
  const faults: string[] = []
  if (selectors.length > 0 && target['source'] === undefined) faults.push('selector without source')
  for (const { exact } of quotes) {
    if (typeof exact !== 'string' || exact === '') faults.push('quote without words')
  }
  for (const { start, end } of positions) {
    if (!isPosition(start, end)) faults.push(`position ${String(start)} to ${String(end)}`)
    else if (text !== undefined) faults.push(...placeFaults(text, start, Number(end), quotes))
  }
  return faults
}

function placeFaults(
  text: string,
  start: number,
  end: number,
  quotes: readonly JsonObject[],
): string[] {
  const codePoints = [...text]
  if (end > codePoints.length) return ['position past the end of the text']
  const held = codePoints.slice(start, end).join('')
  const isHeld = quotes.every(({ exact }) => exact === held)
  return isHeld ? [] : ['the position does not hold the quote']
}

function isPosition(start: unknown, end: unknown): start is number {
  return (
    Number.isInteger(start) &&
    Number.isInteger(end) &&
    Number(start) >= 0 &&
    Number(start) < Number(end)
  )
}

function unmet(assertions: readonly Assertion[], value: unknown): string[] {
  return assertions.filter(({ isMet }) => !isMet(value)).map(({ name }) => name)
}

/** The suite's schemas name each other by file name, so each gets one under the same base. */
function suiteValidator(): Ajv {
  const validator = new Ajv({ strict: false, logger: false })
  validator.addFormat('uri', isUri)
  validator.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/u)
  validator.addFormat('email', /^[^@\s]+@[^@\s]+$/u)
  for (const name of readdirSync(join(root, 'definitions'))) {
    validator.addSchema(schemaAt(join('definitions', name)))
  }
  return validator
}

function assertionsOf(list: string): Assertion[] {
  const { assertions } = readJson(list)
  return listOf(assertions).map((path) => {
    if (typeof path !== 'string') throw new TypeError(`${list} names something that is no path`)
    const schema = schemaAt(path)
    const validate = ajv.compile(schema)
    const expected = schema['expectedResult'] !== 'invalid'
    return { name: basename(path, '.json'), isMet: (value) => validate(value) === expected }
  })
}

function schemaAt(path: string): JsonObject {
  return { ...readJson(path), id: `https://suite.invalid/${basename(path)}` }
}

function readJson(path: string): JsonObject {
  const text = readFileSync(join(root, path), 'utf8').replace(/^\ufeff/u, '')
  const value: unknown = JSON.parse(text)
  if (!isObject(value)) throw new TypeError(`${path} holds no JSON object`)
  return value
}

/** An absolute URI by the letters that RFC 3986 allows. */
function isUri(value: string): boolean {
  return (
    /^[a-z][a-z0-9+.-]*:(?:[\w\-.~:/?#@!$&'()*+,;=[\]]|%[0-9a-f]{2})+$/iu.test(value) &&
    URL.canParse(value)
  )
}

function withContext(value: unknown, context: unknown): unknown {
  if (!isObject(value) || '@context' in value || context === undefined) return value
  return { '@context': context, ...value }
}

function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? (value as unknown[]) : [value]
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
