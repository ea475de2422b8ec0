import { expect, test } from 'vitest'
import { parseDocument } from '../../../shared/text/document-json.ts'
import { textOf } from '../../../shared/text/text-of.ts'
import { extractText } from './extract-text.ts'

const extract = (text: string) => extractText({ text, now: '2026-06-01T12:00:00.000Z' })
const canonical = (text: string) => textOf(parseDocument(extract(text).document))

test('the first line is the title, blank lines part the paragraphs', () => {
  const { document, metadata } = extract('\ufeffA title\n\nOne line\nand its rest.\n\n\nAnother.\n')
  expect(textOf(parseDocument(document))).toBe('A title\n\nOne line and its rest.\n\nAnother.')
  expect(metadata.title).toEqual({ value: 'A title', source: 'first line', alternatives: [] })
})

test('without blank lines every line is a paragraph, after any line ends', () => {
  expect(canonical('A title\r\nOne.\rTwo.\u2028Three.')).toBe('A title\n\nOne.\n\nTwo.\n\nThree.')
})

test('lines with bullets or numbers are a list', () => {
  const { document } = extract(
    'A title\n\nBefore.\n\n- one\n- two\n\n1. first\n2. second\n\nAfter.',
  )
  expect(document.content?.map(({ type }) => type)).toEqual([
    'title', 'paragraph', 'list', 'list', 'paragraph',
  ]) // prettier-ignore
  expect(document.content?.[2]?.attrs).toEqual({ ordered: false })
  expect(document.content?.[3]?.attrs).toEqual({ ordered: true })
  expect(textOf(parseDocument(document))).toContain(
    'Before.\n\none\ntwo\n\nfirst\nsecond\n\nAfter.',
  )
})

test('a sentence that begins with a dash is no list', () => {
  expect(canonical('A title\n\n— No, she said.\n\n– Yes.')).toBe(
    'A title\n\n— No, she said.\n\n– Yes.',
  )
})

test('furniture is left out with its reason and its place, also line by line in one chunk', () => {
  const { leftOut, document } = extract(
    'A title\n\n3 Min Read\nPhoto by JO RAY/POOL via Stillhouse\n\nOne.\n\n- Advertisement -\n\nTwo.\n\nLeave a Comment\n\nThis will close in 20 seconds',
  )
  expect(textOf(parseDocument(document))).toBe('A title\n\nOne.\n\nTwo.')
  expect(leftOut).toEqual([
    { kind: 'furniture', reason: 'reading time', text: '3 Min Read', afterBlock: 0 },
    {
      kind: 'credit',
      reason: 'photo credit',
      text: 'Photo by JO RAY/POOL via Stillhouse',
      afterBlock: 0,
    },
    { kind: 'furniture', reason: 'advertisement marker', text: '- Advertisement -', afterBlock: 1 },
    { kind: 'furniture', reason: 'comments', text: 'Leave a Comment', afterBlock: 2 },
    { kind: 'furniture', reason: 'pop-up', text: 'This will close in 20 seconds', afterBlock: 2 },
  ])
})

test('a byline under the title names author and day', () => {
  const { metadata, leftOut } = extract('A title\n\nBy Jo Ray, 9 March 2026\n\nOne.')
  expect(metadata.authors.value).toEqual(['Jo Ray'])
  expect(metadata.published.value?.day).toBe('2026-03-09')
  expect(leftOut.map(({ kind }) => kind)).toEqual(['byline'])
})

test('what the text does not say is absent', () => {
  const { metadata } = extract('A title\n\nOne.')
  const { authors, outlet, published, language } = metadata
  expect([authors, outlet, published, language].map(({ value }) => value)).toEqual([
    null,
    null,
    null,
    null,
  ])
})

test('a title alone is an article of one line', () => {
  expect(canonical('Only this')).toBe('Only this')
})

test('white space alone is an empty page', () => {
  expect(() => extract(' \n\t\n')).toThrow(expect.objectContaining({ code: 'empty-page' }) as Error)
})

test('markup in plain text is text', () => {
  expect(canonical('A <b>title</b>\n\n<script>alert(1)</script>')).toBe(
    'A <b>title</b>\n\n<script>alert(1)</script>',
  )
})
