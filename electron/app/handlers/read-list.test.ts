import { expect, onTestFinished, test } from 'vitest'
import { startRealApplication } from '../../../tests/contract/real-application.ts'
import { callIn } from '../../../shared/api/call-in.ts'

const started = async () => {
  const real = await startRealApplication({ politeness: { atOnce: 4, gapMs: 0 } })
  onTestFinished(real.close)
  return real
}

test('a list says which of its pages are here already, before anything is fetched', async () => {
  const { application, site } = await started()
  const url = site.url('many/1')
  const { articleId } = await callIn(application, 'captures.add', {
    kind: 'address',
    url,
    allowPrivate: true,
  })
  site.requests.length = 0
  const text = [`${url}?utm_source=list`, url, site.url('many/2'), 'no address at all'].join('\n')
  const preview = await callIn(application, 'lists.read', { kind: 'text', text })
  expect(preview).toEqual({
    kind: 'lines',
    pages: [
      { url: `${url}?utm_source=list`, title: null, articleId },
      { url: site.url('many/2'), title: null, articleId: null },
    ],
    refused: [{ text: 'no address at all', reason: 'This is no web address.' }],
  })
  expect(site.requests).toEqual([])
})

test('an outline’s feeds are read, each once; one that names itself ends there', async () => {
  const { application, site } = await started()
  await callIn(application, 'addresses.allow', { host: '127.0.0.1', port: site.port })
  const outline = `<opml><body>${['feed/self', 'feed/self', 'feed/other', 'gone-feed']
    .map((path) => `<outline xmlUrl="${site.url(path)}"/>`)
    .join('')}</body></opml>`
  const preview = await callIn(application, 'lists.read', {
    kind: 'file',
    name: 'feeds.opml',
    bytes: new TextEncoder().encode(outline),
  })
  expect(preview.pages.map(({ url }) => url)).toEqual([site.url('many/1'), site.url('many/2')])
  expect(preview.refused).toEqual([
    { text: site.url('gone-feed'), reason: expect.stringContaining('404') as string },
    { text: site.url('feed/self'), reason: 'This is the list itself.' },
  ])
  expect(site.requests).toEqual(['/feed/self', '/feed/other', '/gone-feed'])
})

test('a page that is no list is refused with what to do', async () => {
  const { application, site } = await started()
  const asked = callIn(application, 'lists.read', {
    kind: 'address',
    url: site.url('many/1'),
    allowPrivate: true,
  })
  await expect(asked).rejects.toMatchObject({ code: 'unsupported-type' })
})

test('a list of more pages, or of more lists, than are read at once says what was left out', async () => {
  const { application } = await started()
  const many = Array.from({ length: 5_002 }, (_, place) => `https://a.example/${place}`)
  const pages = await callIn(application, 'lists.read', { kind: 'text', text: many.join('\n') })
  expect(pages.pages).toHaveLength(5_000)
  expect(pages.refused).toEqual([
    { text: '2 more', reason: 'Left out: a list gives 5000 pages at most.' },
  ])
  const feeds = Array.from(
    { length: 53 },
    (_, place) => `<outline xmlUrl="http://10.0.0.1/${place}"/>`,
  )
  const outline = new TextEncoder().encode(`<opml><body>${feeds.join('')}</body></opml>`)
  const given = { kind: 'file' as const, name: 'feeds.opml', bytes: outline }
  const { refused } = await callIn(application, 'lists.read', given)
  expect(refused.filter(({ reason }) => reason.includes('on your own network'))).toHaveLength(50)
  expect(refused.filter(({ reason }) => reason.startsWith('Not read: 50 lists'))).toHaveLength(3)
})
