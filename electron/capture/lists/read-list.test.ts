import { expect, test } from 'vitest'
import { readList } from './read-list.ts'

const read = (text: string, name = '', url: string | null = null) => readList({ text, name, url })
const pagesOf = ({ entries }: ReturnType<typeof read>) =>
  entries.map(({ url, title }) => (title === null ? url : `${title}: ${url}`))

test('lines: one address or several, with words or without, remarks and slips', () => {
  const list = read(
    '\uFEFF# Monday\nhttps://a.example/1\nSee https://a.example/2, and (https://b.example/3).\n\nb.example/4\nnothing of that kind\nmailto:a@b.example\n',
  )
  expect(list.kind).toBe('lines')
  expect(pagesOf(list)).toEqual([
    'https://a.example/1',
    'https://a.example/2',
    'https://b.example/3',
    'https://b.example/4',
  ])
  expect(list.refused.map(({ text }) => text)).toEqual([
    'nothing of that kind',
    'mailto:a@b.example',
  ])
})

test('a table: the column that is called so, with its titles; quotes, line ends in cells, other marks', () => {
  const list = read(
    'Id;Title;URL\n1;"The flood; a\nreport";https://a.example/1\n2;Quay;no address\n',
    'list.csv',
  )
  expect(list.kind).toBe('table')
  expect(pagesOf(list)).toEqual(['The flood; a report: https://a.example/1'])
  expect(list.refused).toEqual([{ text: 'no address', reason: 'This is no web address.' }])
})

test('a table without a head: the first cell of each row that is an address', () => {
  const list = read(
    'x,https://a.example/1,https://a.example/other\ny,https://a.example/2\n',
    'a.csv',
  )
  expect(pagesOf(list)).toEqual(['https://a.example/1', 'https://a.example/2'])
})

test('an RSS feed: links and permalinks with titles, of any namespace, in CDATA and entities', () => {
  const list = read(`<?xml version="1.0"?><rss xmlns:media="m" version="2.0"><channel>
    <title>News</title><link>https://a.example/</link><atom:link rel="self" href="https://a.example/feed"/>
    <item><title><![CDATA[Flood & quay]]></title><link>https://a.example/1?a=1&amp;b=2</link><media:title>No</media:title></item>
    <item><title>Two</title><guid>https://a.example/2</guid></item>
    <item><title>Three</title><guid isPermaLink="false">https://a.example/no</guid><link>/3</link></item>
    <item><title>Nowhere</title></item></channel></rss>`, '', 'https://a.example/feed') // prettier-ignore
  expect(list.kind).toBe('feed')
  expect(pagesOf(list)).toEqual([
    'Flood & quay: https://a.example/1?a=1&b=2',
    'Two: https://a.example/2',
    'Three: https://a.example/3',
  ])
  expect(list.refused).toEqual([{ text: 'Nowhere', reason: 'It names no address.' }])
})

test('an Atom feed: the link that is the page, not the one that is the feed', () => {
  const list = read(`<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://a.example/"/>
    <entry><title>One</title><link rel="edit" href="https://a.example/edit"/><link href="https://a.example/1"/></entry></feed>`)
  expect(pagesOf(list)).toEqual(['One: https://a.example/1'])
})

test('a sitemap gives its pages, an index its parts, an outline its feeds and links', () => {
  const pages = read(
    '<urlset><url><loc>https://a.example/1</loc><news:title>One</news:title></url></urlset>',
  )
  expect([pages.kind, pagesOf(pages)]).toEqual(['sitemap', ['One: https://a.example/1']])
  const index = read(
    '<sitemapindex><sitemap><loc>https://a.example/map-1.xml</loc></sitemap></sitemapindex>',
  )
  expect([index.entries, index.further]).toEqual([[], ['https://a.example/map-1.xml']])
  const outline = read(`<opml version="2.0"><body><outline text="News">
    <outline text="A" xmlUrl="https://a.example/feed" htmlUrl="https://a.example/"/>
    <outline text="Story" type="link" url="https://b.example/1"/></outline></body></opml>`)
  expect(outline.kind).toBe('outline')
  expect(outline.further).toEqual(['https://a.example/feed'])
  expect(pagesOf(outline)).toEqual(['Story: https://b.example/1'])
})

test('a browser’s bookmarks, without its own places and small programs', () => {
  const list = read(`<!DOCTYPE NETSCAPE-Bookmark-file-1><DL><p><DT><H3>News</H3><DL><p>
    <DT><A HREF="https://a.example/1" ADD_DATE="1">The flood</A>
    <DT><A HREF="place:sort=8">Recent</A><DT><A HREF="javascript:alert(1)">Run</A></DL></DL>`)
  expect([list.kind, pagesOf(list)]).toEqual(['bookmarks', ['The flood: https://a.example/1']])
  expect(list.refused).toEqual([])
})

test('a list that is nested without end is refused, and none of its entities is expanded', () => {
  const deep = `<rss>${'<channel>'.repeat(100_000)}<item><link>https://a.example/1</link></item>`
  expect(() => read(deep)).toThrow('paste its addresses')
  const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><item><title>&b;</title><link>https://a.example/1</link></item></rss>`
  expect(read(bomb).entries[0]?.title?.length).toBeLessThan(10)
})
