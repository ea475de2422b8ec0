import { existsSync, readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { parseDocument } from '../../shared/text/document-json.ts'
import { textOf } from '../../shared/text/text-of.ts'
import { createCapture, type CaptureContext, type Captured } from './capture.ts'

/** What a page of the invented web must become, as its expected.json says. */
type ExpectedPage = {
  file: string
  url: string
  outlet: string | null
  title: string | null
  byline: string[]
  date: string | null
  dateModified?: string
  lang: string
  dir?: string
  firstSentence: string
  lastSentence: string
  paragraphs?: number
  minCharacters?: number
  mustContain?: string[]
  mustNotContain: string[]
  mustNotContainInSavedHtml?: string[]
  partial?: boolean
  expectFailure?: string
  withoutScripts?: { expectFailure: string }
}

const data = new URL('../../../shared/data/', import.meta.url)
const isThere = existsSync(data)
const read = (path: string) => readFileSync(new URL(path, data))
const pages: ExpectedPage[] = isThere
  ? (JSON.parse(read('site/expected.json').toString('utf8')) as { pages: ExpectedPage[] }).pages
  : []
const articles = pages.filter(
  ({ expectFailure, withoutScripts }) => !expectFailure && !withoutScripts,
)

const capture = createCapture({
  workerUrl: new URL('extract-worker.ts', import.meta.url),
  version: '0.0.0-test',
})
const context: CaptureContext = {
  signal: new AbortController().signal,
  progress: () => undefined,
  isAllowedAddress: () => false,
}

afterAll(() => capture.close())

/** White space collapsed, and without the invisible characters that a page may strew in. */
function plain(text: string): string {
  return text
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
}

function paragraphsOf({ document }: Captured): string[] {
  const paragraphs: string[] = []
  parseDocument(document).forEach((block) => {
    if (block.type.name === 'paragraph') paragraphs.push(plain(block.textContent))
  })
  return paragraphs
}

describe.skipIf(!isThere)('the invented web (needs ../shared)', () => {
  test.for(articles)('$file becomes what it must (needs ../shared)', async (page) => {
    const bytes = read(`site/${page.file}`)
    const captured = await capture.file({ name: page.file, bytes, url: page.url }, context)
    const { title, authors, outlet, published, modified, language } = captured.metadata
    expect(title.value).toBe(page.title)
    expect(authors.value ?? []).toEqual(page.byline)
    expect(outlet.value).toBe(page.outlet)
    expect(published.value?.day ?? null).toBe(page.date)
    expect(language.value?.split('-')[0]).toBe(page.lang)
    if (page.dateModified !== undefined) expect(modified.value?.instant).toBe(page.dateModified)

    const text = plain(textOf(parseDocument(captured.document)))
    for (const words of page.mustContain ?? []) expect(text).toContain(plain(words))
    for (const words of page.mustNotContain) expect(text).not.toContain(plain(words))
    expect(text.length).toBeGreaterThanOrEqual(page.minCharacters ?? 0)

    const paragraphs = paragraphsOf(captured)
    expect(paragraphs[0]?.startsWith(plain(page.firstSentence))).toBe(true)
    expect(paragraphs.at(-1)?.endsWith(plain(page.lastSentence))).toBe(true)
    if (page.paragraphs !== undefined) expect(paragraphs).toHaveLength(page.paragraphs)
    if (page.dir !== undefined) {
      expect(
        new Set(
          parseDocument(captured.document).children.map(({ attrs }) => attrs['dir'] as unknown),
        ),
      ).toEqual(new Set([page.dir]))
    }
    const asJson = JSON.stringify([captured.document, captured.media.map(({ entry }) => entry)])
    for (const unsafe of page.mustNotContainInSavedHtml ?? []) expect(asJson).not.toContain(unsafe)
    expect(captured.warnings.some((warning) => warning.includes('subscription'))).toBe(
      page.partial === true,
    )
  })

  test('an empty page is an empty page (needs ../shared)', async () => {
    const capturing = capture.file({ name: 'empty.html', bytes: read('site/empty.html') }, context)
    await expect(capturing).rejects.toMatchObject({ code: 'empty-page' })
  })

  test('a page that scripts would fill is refused as such (needs ../shared)', async () => {
    const bytes = read('site/js-rendered.html')
    const capturing = capture.file({ name: 'js-rendered.html', bytes }, context)
    await expect(capturing).rejects.toMatchObject({ code: 'script-only-page' })
  })
})

describe.skipIf(!isThere)('the article this project starts from (needs ../shared)', () => {
  const expected = isThere
    ? (JSON.parse(read('seed/expected.json').toString('utf8')) as {
        title: string
        paragraphs: string[]
        mustNotContain: string[]
      })
    : null
  const text = [expected?.title, ...(expected?.paragraphs ?? [])].join('\n\n')

  test.for(['article.html', 'article.txt'])(
    '%s becomes exactly that (needs ../shared)',
    async (name) => {
      const captured = await capture.file({ name, bytes: read(`seed/${name}`) }, context)
      expect(textOf(parseDocument(captured.document))).toBe(text)
      for (const words of expected?.mustNotContain ?? []) expect(text).not.toContain(words)
      const { authors, published, outlet } = captured.metadata
      expect([authors.value, published.value, outlet.value]).toEqual([null, null, null])
      const leftOut = captured.leftOut.map((block) => block.text)
      for (const furniture of [
        '3 Min Read',
        'Photo by ALEX BRANDON/POOL/AFP via Getty Images',
        '- Advertisement -',
        'Leave a Comment',
        'This will close in 20 seconds',
      ])
        expect(leftOut).toContain(furniture)
    },
  )

  test('pasted, it becomes exactly that too (needs ../shared)', async () => {
    const captured = await capture.text(
      { text: read('seed/article.txt').toString('utf8') },
      context,
    )
    expect(textOf(parseDocument(captured.document))).toBe(text)
  })
})
