import { expect, test } from 'vitest'
import { copyPage } from './copy-page.ts'
import { copyOf, needsOfPage, type Part } from './page-tasks.ts'
import { rewriteStyle } from './rewrite-style.ts'

const url = 'https://a.example/story/'
const page = (html: string) => ({
  html: `<!doctype html><title>A quay</title><body>${html}`,
  url,
  capturedAt: '2026-11-25T10:00:00.000Z',
})
const part = (mediaType: string, text: string, at = url): Part => ({
  bytes: Buffer.from(text),
  charset: null,
  url: at,
  mediaType,
})

test('markup that reads differently the second time has no copy', () => {
  const html =
    '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)></style></mglyph></form>'
  expect(() => copyPage(page(html), () => null)).toThrow('take apart safely')
})

test('what does not fit into the copy is left out, and named', () => {
  const parts = new Map([
    [`${url}small.png`, part('image/png', 'small')],
    [`${url}large.png`, part('image/png', 'large'.repeat(100))],
  ])
  const { html, left } = copyOf({
    ...page('<img src="large.png"><img src="small.png">'),
    parts,
    maxBytes: 200,
  })
  expect(left).toEqual([`${url}large.png`])
  expect(html.match(/src="data:image\/png/gu)).toHaveLength(1)
})

test('of several addresses for a picture the best is asked for, and another shown where only that came', () => {
  const html = '<img src="small.png" srcset="small.png 300w, large.png 1200w">'
  expect(needsOfPage(page(html))).toEqual([{ kind: 'picture', url: `${url}large.png` }])
  const parts = new Map([[`${url}small.png`, part('image/png', 'small')]])
  expect(copyOf({ ...page(html), parts, maxBytes: 1_000 }).html).toContain('src="data:image/png')
})

test('sheets that import each other end', () => {
  const parts = new Map([
    [`${url}a.css`, part('text/css', '@import "b.css"; p { color: red }', `${url}a.css`)],
    [`${url}b.css`, part('text/css', '@import "a.css"; h1 { color: blue }', `${url}b.css`)],
  ])
  const { html } = copyOf({ ...page('<link rel="stylesheet" href="a.css">'), parts, maxBytes: 1e6 })
  expect(html.match(/rel="stylesheet"/gu)).toHaveLength(1)
})

test('addresses in a style are those that load; words, namespaces and fragments stay', () => {
  const css =
    '@namespace url(http://n.example/); a::before { content: "x.png"; fill: url(#f) } b { background: image-set("y.png" 1x, url(z.png) 2x) }'
  const asked: string[] = []
  const copied = rewriteStyle(css, url, (_kind, address) => {
    asked.push(address)
    return 'data:,here'
  })
  expect(asked).toEqual([`${url}y.png`, `${url}z.png`])
  expect(copied).toContain('content: "x.png"; fill: url(#f)')
  expect(copied).toContain('image-set("data:,here" 1x, url("data:,here") 2x)')
})
