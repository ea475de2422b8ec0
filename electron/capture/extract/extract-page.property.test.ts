import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { parseDocument } from '../../../shared/text/document-json.ts'
import { textOf } from '../../../shared/text/text-of.ts'
import { extractPage } from './extract-page.ts'

const tags = `p div span b a ul ol li table tr td th blockquote figure figcaption pre h1 h2 article section
  header footer aside nav small sub sup br hr code svg math noscript template form button dl dd body html`
const piece = fc.oneof(
  fc.constantFrom(...tags.split(/\s+/u)).map((tag) => `<${tag}>`),
  fc.constantFrom(...tags.split(/\s+/u)).map((tag) => `</${tag}>`),
  fc.constantFrom(
    '<title>Words \u0007&#1; | x</title>',
    '<meta property="og:title" content="&#x85;">',
  ),
  fc.constantFrom('<img src="/a.jpg" alt="x">', '<a href="/b">', '<img src="/c.png" width="600">'),
  fc.constantFrom(
    ' ',
    '\n\n',
    '&nbsp;',
    'Some words that go on for a while, as words do in a sentence of the news.',
    '3 Min Read',
    'Photo: Jo Ray',
    '1 March 2026',
    'مرحبا 👋 e\u0301 \u0000\ufeff',
  ),
)

test('whatever a page is made of, it becomes a document of the schema or a sentence', () => {
  const now = '2026-06-01T12:00:00.000Z'
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 60 }), (pieces) => {
      try {
        const { document, leftOut } = extractPage({ html: pieces.join(''), url: null, now })
        const text = textOf(parseDocument(document))
        // eslint-disable-next-line no-control-regex -- none of these may reach the text
        expect(text).not.toMatch(/[\u0000-\u0008]/u)
        const tops = document.content?.length ?? 0
        for (const { afterBlock } of leftOut) expect(afterBlock).toBeLessThan(tops)
      } catch (error) {
        expect(error).toBeInstanceOf(AppError)
        expect((error as AppError).code).toMatch(/^(?:empty-page|script-only-page)$/u)
      }
    }),
    { numRuns: 400 },
  )
})
