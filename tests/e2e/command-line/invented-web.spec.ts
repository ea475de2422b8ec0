import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { pressmark } from '../../support/pressmark.ts'
import { startSite } from '../../support/site-server.ts'
import { inventedWeb, type InventedPage } from '../../support/story-pages.ts'
import { makeWorkspace } from '../../support/workspace.ts'

/** What a page that can't be captured is told as. */
const codes: Readonly<Record<string, string>> = {
  'no-content': 'empty-page',
  'needs-rendering': 'script-only-page',
}

test('each page of the invented web becomes what it must (needs ../shared)', async () => {
  test.skip(!inventedWeb.isThere, 'needs ../shared')
  const { pages, folder } = inventedWeb
  const workspace = await makeWorkspace()
  const site = await startSite(folder)
  const urls = pages.map(({ file }) => site.url(file))
  const args = ['add', ...urls, '--allow-private-addresses', '--json']
  const { results } = (await pressmark(workspace, args)).json

  for (const [at, page] of pages.entries()) {
    const failure = page.expectFailure ?? page.withoutScripts?.expectFailure
    if (failure !== undefined) {
      expect(results[at]).toMatchObject({ ok: false, code: codes[failure] })
      continue
    }
    expect(results[at]).toMatchObject({ ok: true, title: page.title })
    const shown = await pressmark(workspace, ['show', results[at].articleId, '--json'])
    expectPage(page, shown.json)
  }

  // Capturing, reading and exporting have asked for nothing that a script would.
  await pressmark(workspace, ['export', '--format', 'w3c', '--out', 'all', '--json'])
  const canaries = async (): Promise<string> => (await fetch(site.url('canary-count'))).text()
  expect(await canaries()).toBe('0')
  await fetch(site.url('canary/counted'))
  expect(await canaries()).toBe('1')
  const hostile = pages.find(({ file }) => file === 'hostile.html')
  const saved = await filesOf(
    workspace.library,
    /\.(?:article\.html|document\.json)$/u,
    'council-spokesman',
  )
  expect(saved).toHaveLength(2)
  for (const text of saved) {
    for (const unsafe of hostile?.mustNotContainInSavedHtml ?? [])
      expect(text).not.toContain(unsafe)
  }
  await site.close()
  await workspace.remove()
})

function expectPage(page: InventedPage, { article, text }: any): void {
  expect(article.authors ?? []).toEqual(page.byline)
  expect(article.outlet).toBe(page.outlet)
  expect(article.published?.slice(0, 10) ?? null).toBe(page.date)
  const read = plain(text)
  expect(read).toContain(plain(page.firstSentence ?? ''))
  expect(read.endsWith(plain(page.lastSentence ?? ''))).toBe(true)
  for (const words of page.mustContain ?? []) expect(read).toContain(plain(words))
  for (const words of page.mustNotContain) expect(read).not.toContain(plain(words))
}

/** White space collapsed, and without the invisible characters that a page may strew in. */
function plain(text: string): string {
  return text
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim()
}

/** The content of the files of articles whose path fits both. */
async function filesOf(folder: string, name: RegExp, part: string): Promise<string[]> {
  const paths = await readdir(folder, { recursive: true })
  const wanted = paths.filter((path) => name.test(path) && path.includes(part))
  return Promise.all(wanted.map((path) => readFile(join(folder, path), 'utf8')))
}
