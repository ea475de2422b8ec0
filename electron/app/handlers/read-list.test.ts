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
