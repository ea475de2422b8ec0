import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { pressmark } from '../../support/pressmark.ts'
import { startSite } from '../../support/site-server.ts'
import { readStrictCsv } from '../../support/strict-csv.ts'
import { bridgeToll, seedPage, wordsOf } from '../../support/story-pages.ts'
import { makeWorkspace, type Workspace } from '../../support/workspace.ts'
import { checkAnnotationPage } from '../../standards/w3c-check.ts'

for (const page of [bridgeToll, seedPage]) {
  test(`from an address to three exports, by command line, on ${page.name}`, async () => {
    test.skip(!page.isThere, 'needs ../shared')
    const workspace = await makeWorkspace()
    const site = await startSite(page.folder)
    const url = site.url(page.file)

    // A page on one's own network is refused in a sentence until it is allowed.
    const refused = await pressmark(workspace, ['add', url, '--json'])
    expect(refused.exitCode).toBe(1)
    expect(refused.json.results).toMatchObject([{ input: url, ok: false, code: 'blocked-address' }])

    const added = await pressmark(workspace, ['add', url, '--allow-private-addresses', '--json'])
    expect(added.stderr).toContain('Capturing')
    expect(added.exitCode).toBe(0)
    expect(added.json.results).toMatchObject([
      { input: url, ok: true, version: 1, title: page.title },
    ])
    const [{ articleId, sha256 }] = added.json.results

    // From here on the site is off: what follows rests on what was kept.
    await site.close()

    const listed = await pressmark(workspace, ['list', '--json'])
    expect(listed.json.articles).toEqual([
      {
        id: articleId,
        key: url,
        title: page.title,
        outlet: null,
        published: null,
        capturedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/u),
        versions: 1,
        annotations: 0,
        tags: [],
      },
    ])

    const shown = (await pressmark(workspace, ['show', articleId.slice(-8), '--json'])).json
    expect(shown.body).toBe(page.paragraphs.join('\n'))
    expect(createHash('sha256').update(shown.text).digest('hex')).toBe(sha256)
    expect(shown.version).toMatchObject({ number: 1, sha256 })
    expect(shown.version.provenance).toMatchObject({ kind: 'fetched', status: 200, finalUrl: url })
    for (const furniture of page.mustNotContain) expect(shown.text).not.toContain(furniture)

    // Two passages that overlap, and one that needs its context.
    const first = wordsOf(page.paragraphs[1], 1, 8)
    const second = wordsOf(page.paragraphs[1], 4, 12)
    await annotate(workspace, articleId, first, ['--tag', 'Frames/Warning', '--note', 'See *also*'])
    await annotate(workspace, articleId, second, ['--tag', 'Frames/Blame', '--tag', 'Sources'])
    const third = wordsOf(page.paragraphs[3], 0, 6)
    await annotate(workspace, articleId, third, [])

    const withPassages = (await pressmark(workspace, ['show', articleId, '--json'])).json
    expect(withPassages.annotations.map(({ exact }: { exact: string }) => exact)).toEqual([
      first,
      second,
      third,
    ])
    for (const { start, end, exact } of withPassages.annotations) {
      expect(withPassages.text.slice(start, end)).toBe(exact)
    }
    expect(withPassages.article.tags.toSorted()).toEqual([
      'Frames/Blame',
      'Frames/Warning',
      'Sources',
    ])

    const collected = await pressmark(workspace, [
      'collection',
      'add',
      'Chapter 2',
      articleId,
      '--json',
    ])
    expect(collected.json.collection).toMatchObject({ name: 'Chapter 2', articles: 1 })

    await expectExports(workspace, {
      url,
      title: page.title,
      sha256,
      passages: [first, second, third],
    })
    await workspace.remove()
  })
}

async function annotate(
  workspace: Workspace,
  articleId: string,
  quote: string,
  more: string[],
): Promise<void> {
  const args = ['annotate', articleId, '--quote', quote, ...more, '--json']
  const run = await pressmark(workspace, args)
  expect(run.stderr).toBe('')
  expect(run.json.annotation).toMatchObject({ exact: quote, coder: 'tester' })
}

async function expectExports(
  workspace: Workspace,
  wanted: { url: string; title: string; sha256: string; passages: string[] },
): Promise<void> {
  const { url, sha256, passages } = wanted
  const exportTo = (format: string, out: string) =>
    pressmark(workspace, [
      'export', '--format', format, '--out', out, '--collection', 'chapter 2', '--json',
    ]) // prettier-ignore

  const markdown = await exportTo('markdown', 'chapter.md')
  expect(markdown.json).toMatchObject({ passages: 3, leftOut: [] })
  const markdownText = await readFile(join(workspace.folder, 'chapter.md'), 'utf8')
  const csv = await exportTo('csv', 'chapter.csv')
  expect(csv.json).toMatchObject({ passages: 3 })
  const csvText = await readFile(join(workspace.folder, 'chapter.csv'), 'utf8')
  // A mark, CRLF and nothing else between rows, cells of one count: what isn't so is thrown.
  const rows = readStrictCsv(csvText)
  expect(rows.map(({ quote }) => quote).filter((quote) => quote !== '')).toEqual(
    expect.arrayContaining(passages),
  )
  expect(rows).toHaveLength(3)
  for (const text of [markdownText, csvText]) {
    for (const part of [...passages, url, sha256, 'Frames/Blame', 'tester', wanted.title]) {
      expect(text).toContain(part)
    }
  }

  const w3c = await exportTo('w3c', 'chapter')
  expect(w3c.json.passages).toBe(3)
  for (const file of w3c.json.files) {
    const bytes = await readFile(join(workspace.folder, 'chapter', basename(file.path)))
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256)
  }
  const paths: string[] = w3c.json.files.map(({ path }: { path: string }) => path)
  const pagePath = paths.find((path) => path.endsWith('.jsonld')) ?? ''
  const folder = join(workspace.folder, 'chapter')
  const page = JSON.parse(await readFile(join(folder, basename(pagePath)), 'utf8'))
  const textPath = join(folder, basename(pagePath).replace('.jsonld', '.txt'))
  expect(existsSync(textPath)).toBe(true)
  const text = await readFile(textPath, 'utf8')
  expect(checkAnnotationPage(page, text)).toEqual([])
  expect(page.items).toHaveLength(3)

  // What exists is replaced only when that is asked for.
  const again = await exportTo('csv', 'chapter.csv')
  expect(again.exitCode).toBe(1)
  expect(again.json.error.code).toBe('already-exists')
}

function basename(path: string): string {
  return path.split(/[\\/]/u).at(-1) ?? ''
}
