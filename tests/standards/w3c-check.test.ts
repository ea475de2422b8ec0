import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkAnnotation, checkAnnotationPage, musts } from './w3c-check.ts'

const samples = join(import.meta.dirname, 'w3c-annotation/tools/samples')

function readSamples(folder: string): { name: string; value: unknown }[] {
  const names = readdirSync(join(samples, folder), { recursive: true, encoding: 'utf8' })
  return names
    .filter((name) => /^anno.*\.json$/u.test(name))
    .map((name) => {
      const text = readFileSync(join(samples, folder, name), 'utf8').replace(/^\ufeff/u, '')
      return { name, value: parsed(text) }
    })
}

/** Some of the suite's incorrect samples are no JSON at all: those stay text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const text = 'Café ☕️ \u{1f6a2} The vote “will not be rushed”.'

function annotation(change: Record<string, unknown> = {}, start = 10, end = 18): unknown {
  return {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: 'urn:uuid:6f1d1a7e-6d5c-4f0a-9a53-5a1f0a4b7c01',
    type: 'Annotation',
    motivation: 'highlighting',
    target: {
      source: 'https://harbour-ledger.example/vote',
      selector: [
        { type: 'TextQuoteSelector', exact: 'The vote' },
        { type: 'TextPositionSelector', start, end },
      ],
    },
    ...change,
  }
}

test('the suite is read whole', () => {
  expect(musts.annotation).toHaveLength(54)
  expect(musts.page).toHaveLength(15)
})

test("the suite's correct annotations pass, but for those with a Composite target", () => {
  const refused = readSamples('correct').filter(({ value }) =>
    musts.annotation.some(({ isMet }) => !isMet(value)),
  )
  expect(refused.map(({ name }) => name)).toEqual(['anno11.json', 'anno12.json', 'anno13.json'])
})

test("each of the suite's incorrect annotations fails", () => {
  const incorrect = readSamples('incorrect')
  expect(incorrect.length).toBeGreaterThan(30)
  expect(incorrect.filter(({ value }) => checkAnnotation(value).length === 0)).toEqual([])
})

test('a position is counted in code points and has to hold the quote', () => {
  expect(checkAnnotation(annotation(), text)).toEqual([])
  expect(checkAnnotation(annotation({}, 11, 19), text)).toEqual([
    'the position does not hold the quote',
  ])
  expect(checkAnnotation(annotation({}, 10, 180), text)).toEqual([
    'position past the end of the text',
  ])
  expect(checkAnnotation(annotation({}, 18, 10), text)).toEqual(['position 18 to 10'])
})

test('a motivation that the model does not know is a fault', () => {
  expect(checkAnnotation(annotation({ motivation: 'nonsense' }))).toEqual([
    'unknown motivation "nonsense"',
  ])
})

test('a page that names an annotation twice is a fault', () => {
  const page = {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id: 'urn:uuid:6f1d1a7e-6d5c-4f0a-9a53-5a1f0a4b7c02',
    type: 'AnnotationPage',
    items: [annotation(), annotation()],
  }
  expect(checkAnnotationPage(page, text)).toEqual(['an id stands twice'])
})
