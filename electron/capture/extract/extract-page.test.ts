import { expect, test } from 'vitest'
import { parseDocument } from '../../../shared/text/document-json.ts'
import { textOf } from '../../../shared/text/text-of.ts'
import type { NodeJson } from './assemble.ts'
import { extractPage } from './extract-page.ts'

const prose =
  'The harbour council put off its vote on the quay after three hours of argument, and its members went home without a word to the press that had waited outside.'
const more =
  'Ferry operators welcomed the pause, while the dockworkers, who had called for a decision before the summer, did not, and said so at some length.'

function extract(html: string, url: string | null = 'https://ledger.example/2026/03/01/quay?a=1') {
  return extractPage({ html, url, now: '2026-06-01T12:00:00.000Z' })
}

function article(inner: string, head = '<title>A quay | The Ledger</title>'): string {
  return `<html lang="en"><head>${head}</head><body><main><article><h1>A quay</h1><p>${prose}</p>${inner}<p>${more}</p></article></main></body></html>`
}

/** The nodes between the first paragraph and the last. */
function between(inner: string): NodeJson[] {
  return extract(article(inner)).document.content?.slice(2, -1) ?? []
}

function plain(node: NodeJson | undefined): string {
  return (
    node?.text ?? (node?.type === 'hard_break' ? '⏎' : (node?.content ?? []).map(plain).join(''))
  )
}

test('an article is title and paragraphs, in the canonical text too', () => {
  const { document } = extract(article(''))
  expect(textOf(parseDocument(document))).toBe(`A quay\n\n${prose}\n\n${more}`)
})

test('marks and links survive; addresses become absolute and lose their credentials', () => {
  const [node] = between(
    `<p>Words <b>bold <i>both</i></b> and <a href="/more"><em>a link</em></a>, H<sub>2</sub>O, <a href="https://u:p@x.example/">x</a>. ${more}</p>`,
  )
  expect(node?.content).toEqual(
    expect.arrayContaining([
      { type: 'text', text: 'bold ', marks: [{ type: 'strong' }] },
      { type: 'text', text: 'both', marks: [{ type: 'emphasis' }, { type: 'strong' }] },
      {
        type: 'text',
        text: 'a link',
        marks: [
          { type: 'link', attrs: { href: 'https://ledger.example/more' } },
          { type: 'emphasis' },
        ],
      },
      { type: 'text', text: '2', marks: [{ type: 'subscript' }] },
      {
        type: 'text',
        text: 'x',
        marks: [{ type: 'link', attrs: { href: 'https://x.example/' } }],
      },
    ]),
  )
})

test.each([
  'javascript:alert(1)',
  ' jav&#9;ascript:alert(1)',
  'data:text/html,hi',
  'file:///etc/passwd',
  '#top',
  'vbscript:x',
])('a link to %s keeps its words and loses its address', (href) => {
  const { document } = extract(article(`<p>See <a href="${href}">this page</a>. ${more}</p>`))
  expect(textOf(parseDocument(document))).toContain('See this page.')
  expect(JSON.stringify(document)).not.toContain('"link"')
})

test('one break is a line, two in a row part the paragraph', () => {
  const nodes = between(`<p>First line<br>second line, ${more}<br> <br>New paragraph, ${more}</p>`)
  expect(nodes.map(plain)).toEqual([`First line⏎second line, ${more}`, `New paragraph, ${more}`])
})

test('a nested list is items of a deeper level; a paragraph break in an item is a line', () => {
  const [list] = between(
    `<ul><li>One, ${more}<ol><li>Deeper, ${more}</li></ol></li><li><p>Two,</p><p>${more}</p></li></ul>`,
  )
  expect(list?.type).toBe('list')
  expect(list?.attrs).toEqual({ ordered: false })
  expect(list?.content?.map(({ attrs }) => [attrs?.['level'], attrs?.['ordered']])).toEqual([
    [0, false],
    [1, true],
    [0, false],
  ])
  expect(plain(list?.content?.[2])).toBe(`Two,⏎${more}`)
})

test('a table of data keeps rows, header cells and empty cells', () => {
  const [table] = between(
    '<table><tr><th>Pier</th><th>Loss of strength</th></tr><tr><td>First pier</td><td></td></tr><tr><td>Second pier</td><td>a third<br><br>at least</td></tr></table>',
  )
  expect(table?.type).toBe('table')
  expect(table?.content?.map((row) => row.content?.map(plain))).toEqual([
    ['Pier', 'Loss of strength'],
    ['First pier', ''],
    ['Second pier', 'a third⏎at least'],
  ])
  expect(table?.content?.[0]?.content?.map(({ attrs }) => attrs?.['header'])).toEqual([true, true])
})

test('a table that is only layout leaves no trace', () => {
  const html = `<table><tr><td><a href="/">Home</a></td><td><h1>A quay</h1><p>${prose}</p><p>${more}</p></td></tr></table>`
  expect(extract(html).document.content?.map(({ type }) => type)).toEqual([
    'title',
    'paragraph',
    'paragraph',
  ])
})

test('a quotation block holds its paragraphs', () => {
  const [quote] = between(
    `<blockquote><p>Quoted one, ${more}</p><p>Quoted two, ${prose}</p></blockquote>`,
  )
  expect(quote?.type).toBe('quotation_block')
  expect(quote?.content?.map(({ type }) => type)).toEqual(['paragraph', 'paragraph'])
})

test('preformatted text keeps its white space', () => {
  const [pre] = between(`<pre>a\n  b\r\n\tc  d ${more}</pre>`)
  expect(pre?.type).toBe('preformatted')
  expect(plain(pre)).toBe(`a\n  b\n\tc  d ${more}`)
})

test('headings keep their level, never the first', () => {
  const nodes = between(`<h1>Part one</h1><p>${more} One.</p><h4>Part two</h4><p>${more} Two.</p>`)
  const levels = nodes.filter(({ type }) => type === 'heading').map(({ attrs }) => attrs?.['level'])
  expect(levels).toEqual([2, 4])
})

test('a figure has its picture and its caption; the credit in the caption is left out', () => {
  const html = article(
    '<figure><img src="small.jpg" srcset="/a-400.jpg 400w, /a-1200.jpg 1200w, /a-4000.jpg 4000w" alt="The quay at dawn" width="800"><figcaption>The quay on Monday. Photo: Jo Ray</figcaption></figure>',
  )
  const { document, leftOut, pictures } = extract(html)
  const figure = document.content?.find(({ type }) => type === 'figure')
  expect(figure?.content?.map(({ type }) => type)).toEqual(['picture', 'caption'])
  expect(plain(figure)).toBe('The quay on Monday.')
  expect(pictures).toEqual([{ url: 'https://ledger.example/a-1200.jpg', alt: 'The quay at dawn' }])
  expect(leftOut).toContainEqual({
    kind: 'credit',
    reason: 'photo credit',
    text: 'Photo: Jo Ray',
    afterBlock: 2,
  })
})

test('a lazy picture is found, a spying pixel is not, a sign in a line needs a description', () => {
  const { pictures } = extract(
    article(
      `<figure><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="/real.jpg" width="800"></figure><p>Words <img src="/spy.gif" width="1" height="1"><img src="/deco.png"><img src="/heart.png" alt="heart"> ${more}</p>`,
    ),
  )
  expect(pictures.map(({ url }) => new URL(url).pathname)).toEqual(['/real.jpg', '/heart.png'])
})

test('the picture between title and text leads the article, its credit does not', () => {
  const html = `<html><body><article><header><h1>A quay</h1><p class="dek">What the harbour will look like next year.</p><figure><img src="/lead.jpg" width="1200"><figcaption>File photo</figcaption></figure></header><div><p>${prose}</p><p>${more}</p></div></article></body></html>`
  const { document, leftOut } = extract(html)
  expect(document.content?.map(({ type }) => type)).toEqual([
    'title', 'standfirst', 'figure', 'paragraph', 'paragraph',
  ]) // prettier-ignore
  expect(leftOut).toEqual([
    { kind: 'credit', reason: 'photo credit', text: 'File photo', afterBlock: 2 },
  ])
})

test('a description that the page does not show is no standfirst', () => {
  const { document } = extract(
    article('', '<meta name="description" content="A summary nobody sees on the page.">'),
  )
  expect(document.content?.map(({ type }) => type)).toEqual(['title', 'paragraph', 'paragraph'])
})

test('everything else that the page shows is left out, with reason and place', () => {
  const html = `<html><body><nav>Home</nav><article><p>Local</p><h1>A quay</h1><p class="byline">By Jo Ray</p><time>1 March 2026</time><p>${prose}</p><div class="ad-slot">Buy boats</div><p>${more}</p><div class="newsletter-box"><p>Five stories you need, in your inbox by seven.</p></div></article><aside>Dog rescued</aside><footer>The Ledger</footer></body></html>`
  const { leftOut, metadata } = extract(html)
  expect(leftOut.map(({ kind, text, afterBlock }) => [kind, text, afterBlock])).toEqual([
    ['furniture', 'Home', -1],
    ['furniture', 'Local', -1],
    ['byline', 'By Jo Ray', 0],
    ['dateline', '1 March 2026', 0],
    ['furniture', 'Buy boats', 1],
    ['furniture', 'Five stories you need, in your inbox by seven.', 2],
    ['furniture', 'Dog rescued', 2],
    ['furniture', 'The Ledger', 2],
  ])
  expect(metadata.authors.value).toEqual(['Jo Ray'])
})

test('a pull quote that repeats the story is left out, another quotation is not', () => {
  const { document, leftOut } = extract(
    article(
      `<blockquote class="pullquote">its members went home without a word</blockquote><blockquote>A wholly different thing was said, at length, by a ferryman.</blockquote><p>${more} Indeed.</p>`,
    ),
  )
  expect(textOf(parseDocument(document))).toContain('A wholly different thing')
  expect(leftOut.map(({ reason }) => reason)).toContain('pull quote: repeats the article')
})

test('what is hidden on the page is not read', () => {
  const { document, leftOut } = extract(
    article(
      `<p style="display:none">HIDDEN one, ${more}</p><p hidden>HIDDEN two</p><template>HIDDEN three</template><p>Seen<span style="font-size:0">HIDDEN four</span>. ${more}</p><!-- HIDDEN five -->`,
    ),
  )
  expect(JSON.stringify([document, leftOut])).not.toContain('HIDDEN')
})

test('the direction of the page reaches every block', () => {
  const html = article('').replace('lang="en"', 'lang="ar" dir="rtl"')
  const dirs = extract(html).document.content?.map(({ attrs }) => attrs?.['dir'])
  expect(new Set(dirs)).toEqual(new Set(['rtl']))
})

test('posts of a live blog keep their times in their headings', () => {
  const post = (time: string, words: string) =>
    `<section><time>${time}</time><h2>${words}</h2><p>${more} ${words}.</p></section>`
  const nodes = between(post('14:52', 'Ferries stop') + post('14:31', 'Power cuts'))
  expect(nodes.filter(({ type }) => type === 'heading').map(plain)).toEqual([
    '14:52⏎Ferries stop',
    '14:31⏎Power cuts',
  ])
})

test('metadata: structured data first, the other readings kept, absent what nobody says', () => {
  const head = `<title>A quay | The Ledger</title><link rel="canonical" href="/quay"><meta property="og:site_name" content="Ledger Online"><meta name="author" content="Somebody Else"><meta property="og:image" content="javascript:alert(1)">
    <script type="application/ld+json">{"@graph":[{"@type":"Person","@id":"#jo","name":"Jo Ray"},{"@type":"NewsArticle","headline":"A quay","author":[{"@id":"#jo"},{"@type":"Organization","name":"The Ledger"}],"publisher":{"@type":"Organization","name":"The Ledger"},"datePublished":"2026-03-01T23:40:00-05:00",}]}</script>`
  const { metadata } = extract(article('', head))
  expect(metadata.authors).toEqual({
    value: ['Jo Ray'],
    source: 'ld+json',
    alternatives: [{ value: ['Somebody Else'], source: 'meta:author' }],
  })
  expect(metadata.outlet.value).toBe('The Ledger')
  expect(metadata.outlet.alternatives).toContainEqual({
    value: 'Ledger Online',
    source: 'meta:og:site_name',
  })
  expect(metadata.published.value).toEqual({
    raw: '2026-03-01T23:40:00-05:00',
    day: '2026-03-01',
    instant: '2026-03-01T23:40:00-05:00',
  })
  expect(metadata.canonical.value).toBe('https://ledger.example/quay')
  expect(metadata.leadImage.value).toBeNull()
  expect(metadata.modified).toEqual({ value: null, source: 'none', alternatives: [] })
})

test.each([
  ['<h1>A quay</h1>', '<title>A quay | The Ledger</title>', 'A quay', 'h1'],
  ['', '<title>A quay in the north | The Ledger</title>', 'A quay in the north', 'title'],
  ['', '<title>x</title><meta property="og:title" content="A quay">', 'A quay', 'meta:og:title'],
  [
    '<h1>The Ledger</h1>',
    '<title>A quay opens - The Ledger</title><meta property="og:title" content="A quay opens">',
    'A quay opens',
    'meta:og:title',
  ],
  [
    '<p><b>A quay, nine years later, opens</b></p>',
    '',
    'A quay, nine years later, opens',
    'bold line',
  ],
])('title from %s and %s', (body, head, value, source) => {
  const html = `<html><head>${head}</head><body><div>${body}<p>${prose}</p><p>${more}</p></div></body></html>`
  expect(extract(html).metadata.title).toMatchObject({ value, source })
})

test('without a word on its outlet, the page has its domain, marked as such; without an address none', () => {
  const html = `<html><body><article><h1>A quay</h1><p>${prose}</p><p>${more}</p></article></body></html>`
  expect(extract(html, 'https://www.news.ledger.example/x').metadata.outlet).toMatchObject({
    value: 'ledger.example',
    source: 'domain',
  })
  expect(extract(html, 'http://127.0.0.1/x').metadata.outlet.value).toBeNull()
  expect(extract(html, null).metadata.outlet.value).toBeNull()
})

test('a title of two lines is one title, its line kept in the document', () => {
  const html = article('').replace('<h1>A quay</h1>', '<h1>A quay<br>in the north</h1>')
  const { document, metadata } = extract(html)
  expect(metadata.title.value).toBe('A quay in the north')
  expect(document.content?.[0]?.type).toBe('title')
  expect(plain(document.content?.[0])).toBe('A quay⏎in the north')
})

test('a date in the first sentence is not taken for the day of publication', () => {
  const html = `<article><h1>A quay</h1><p>The council voted on 1 March 2026.</p><p>${prose}</p></article>`
  expect(extract(html, 'https://ledger.example/quay').metadata.published.value).toBeNull()
})

test('a line that says when the page was updated gives no day of publication', () => {
  const html = `<article><h1>A quay</h1><p>Last updated 14:52, 11 March 2026</p><p>${prose}</p></article>`
  const { published, modified } = extract(html, 'https://ledger.example/quay').metadata
  expect(published.value).toBeNull()
  expect(modified.value?.day).toBe('2026-03-11')
})

test('a byline that is glued to date and reading time still gives the name', () => {
  const html = `<article><h1>A quay</h1><div class="author">Jo Ray March 4, 2026 3 Min Read</div><p>${prose}</p></article>`
  const { authors, published } = extract(html, 'https://ledger.example/quay').metadata
  expect(authors.value).toEqual(['Jo Ray'])
  expect(published.value?.day).toBe('2026-03-04')
})

test('a page without an address invents none: relative links lose theirs, pictures keep their names', () => {
  const { document, pictures, metadata } = extract(
    article(
      `<p>See <a href="/more">more</a>. ${more}</p><figure><img src="quay_files/a.jpg" width="640"></figure>`,
      '<link rel="canonical" href="/quay">',
    ),
    null,
  )
  expect(JSON.stringify([document, metadata])).not.toContain('invalid')
  expect(JSON.stringify(document)).not.toContain('"link"')
  expect(pictures).toEqual([{ url: 'quay_files/a.jpg', alt: '' }])
  expect(metadata.canonical.value).toBeNull()
})

test('a table that is left out leaves no empty cells behind', () => {
  const html = article('').replace(
    '</article>',
    '</article><aside><table><tr><td>Tide</td><td></td></tr><tr><td>High</td><td>6:12</td></tr></table></aside>',
  )
  expect(extract(html).document.content?.map(({ type }) => type)).not.toContain('table')
})

test('an article behind a subscription is kept with a warning', () => {
  const { warnings } = extract(
    article(
      '',
      '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>',
    ),
  )
  expect(warnings).toEqual([expect.stringContaining('subscription') as string])
})

test('a check for robots is kept with a warning', () => {
  const { warnings } = extract(article('', '<title>Just a moment...</title>'))
  expect(warnings).toEqual([expect.stringContaining('robots') as string])
})

test.each([
  ['nothing', ''],
  ['white space', ' \n '],
  ['an empty body', '<html><head><title>A quay</title></head><body></body></html>'],
  ['only menus', '<nav><a href="/">Home</a></nav><footer>All rights reserved</footer>'],
])('%s is an empty page', (_name, html) => {
  expect(() => extract(html)).toThrow(expect.objectContaining({ code: 'empty-page' }) as Error)
})

test.each([
  ['an empty root and a script', '<div id="root"></div><script src="app.js"></script>'],
  [
    'a request for scripts',
    '<noscript>Please enable JavaScript to read this story.</noscript><div>Loading…</div><script>run()</script>',
  ],
  ['a visible request for scripts', '<p>You need to enable JavaScript to run this app.</p>'],
])('%s is a page of only script', (_name, html) => {
  expect(() => extract(html)).toThrow(
    expect.objectContaining({ code: 'script-only-page' }) as Error,
  )
})

test('a short article with scripts on its page is an article', () => {
  const html =
    '<h1>A quay</h1><p>The vote was put off until April, the council said.</p><script>count()</script>'
  expect(textOf(parseDocument(extract(html).document))).toContain(
    'The vote was put off until April',
  )
})

test.each([
  ['text without any markup', `${prose} ${more}`],
  ['tags left open', `<p>${prose}<p>${more}<div><b>`],
  [
    'a closed body in the middle',
    `<article><h1>A quay</h1><p>${prose}</p></body></html><p>${more}</p></article>`,
  ],
  [
    'raw text that two parsers could end differently',
    `<article><h1>A quay</h1><p>${prose}</p><noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript><iframe><!-- </iframe><style><!-- </style><svg><title>x</title></svg><p>${more}</p></article>`,
  ],
])('%s is read', (_name, html) => {
  const text = textOf(parseDocument(extract(html).document))
  expect(text).toContain(prose)
  expect(text).toContain(more)
})

test('nesting that no reader would meet is too complex', () => {
  const deep = `${'<div>'.repeat(100_000)}${prose}`
  expect(() => extract(deep)).toThrow(expect.objectContaining({ code: 'too-complex' }) as Error)
})
