import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Page } from '@playwright/test'
import { addBridgeToll, givenLibrary } from '../../support/given-library.ts'
import { filesOf } from '../../support/library-files.ts'
import { pressmark } from '../../support/pressmark.ts'
import { parseStrictCsv } from '../../support/strict-csv.ts'
import { bridgeToll, wordsOf } from '../../support/story-pages.ts'
import type { Workspace } from '../../support/workspace.ts'
import { sessionOnDisk } from '../../support/session-file.ts'
import { expect, test } from '../fixtures.ts'
import { libraryScreen } from '../screens/library-screen.ts'
import { readerScreen } from '../screens/reader-screen.ts'

const quoted = wordsOf(bridgeToll.paragraphs[1], 1, 7)
const note = `Who *signed* this, and **why**?

- the harbour office
- the ferrymen

> no date, no name

See \`record 12\` and [the minutes](https://minutes.example/march).`
const longest = 100_000

const given = givenLibrary(async (workspace) => {
  await addBridgeToll(workspace)
})
test.beforeEach(({ workspace }) => given.copyTo(workspace))
test.afterAll(() => given.remove())

/** Marks the words with a note, and lets it be saved. */
async function makeNote(page: Page, text: string): Promise<void> {
  const reader = readerScreen(page)
  await libraryScreen(page).open(bridgeToll.title)
  await expect(reader.article).toBeFocused()
  await reader.selectWithMouse(quoted)
  await page.keyboard.press('n')
  await expect(reader.note).toBeFocused()
  await page.keyboard.insertText(text)
  await expect(reader.note).toHaveValue(text)
  await page.keyboard.press('Escape')
  await expect(reader.note).toHaveCount(0)
  await expect(reader.article).toBeFocused()
  await reader.showList()
}

/** The only note, as the annotation file holds it. */
async function noteOnDisk({ library }: Workspace): Promise<string> {
  const files = await filesOf(library)
  const path = files.find((file) => /^annotations\.[^.]+\.json$/u.test(basename(file))) ?? ''
  const [annotation] = JSON.parse(await readFile(path, 'utf8')).annotations
  return annotation.note
}

/** What each format writes of it. */
async function exported(
  workspace: Workspace,
): Promise<{ markdown: string; csv: string; w3c: string }> {
  const to = async (format: string, name: string): Promise<string> => {
    const out = join(workspace.folder, name)
    const run = await pressmark(workspace, ['export', '--format', format, '--out', out])
    expect(run.stderr).toBe('')
    const files = format === 'w3c' ? await filesOf(out) : [out]
    return readFile(files.find((file) => file.endsWith('.jsonld')) ?? out, 'utf8')
  }
  const [header = [], first = []] = parseStrictCsv(await to('csv', 'notes.csv'))
  const w3c = JSON.parse(await to('w3c', 'notes'))
  return {
    markdown: await to('markdown', 'notes.md'),
    csv: first[header.indexOf('note')] ?? '',
    w3c: w3c.items[0].body.find((body: any) => body.purpose === 'commenting').value,
  }
}

test('a note reads as Markdown wherever it is shown, and is edited, kept and exported as typed', async ({
  startApp,
  workspace,
}) => {
  const app = await startApp()
  const { page } = app
  await makeNote(page, note)
  const reader = readerScreen(page)
  await reader.marks(quoted).click()
  for (const [element, words] of [
    ['em', 'signed'],
    ['strong', 'why'],
    ['li', 'the ferrymen'],
    ['blockquote', 'no date, no name'],
    ['code', 'record 12'],
  ] as const)
    await expect(reader.passages.locator(element, { hasText: words }).last()).toBeVisible()
  const link = reader.passages.getByRole('link', { name: 'the minutes' })
  await expect(link).toHaveAttribute('href', 'https://minutes.example/march')
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer')
  await expect(reader.passages).not.toContainText('**')

  await reader.passages.getByRole('button', { name: 'Edit note' }).click()
  await expect(reader.note).toHaveValue(note)
  await page.keyboard.insertText('\n\nAsk ~~her~~ again.')
  await page.keyboard.press('Escape')
  await expect(reader.passages).toContainText('Ask ~~her~~ again.')
  const edited = `${note}\n\nAsk ~~her~~ again.`
  expect(await noteOnDisk(workspace)).toBe(edited)
  await expect.poll(async () => (await sessionOnDisk(workspace))?.notes).toEqual([])
  await app.kill()

  const again = await startApp()
  const main = again.page.getByRole('main')
  await expect(readerScreen(again.page).article).toBeFocused()
  await again.page.keyboard.press('ControlOrMeta+2')
  const row = main.getByRole('row').filter({ hasText: quoted })
  await expect(row.locator('em')).toHaveText('signed')
  await expect(row).not.toContainText('**')
  // It is found as it reads.
  await again.page.keyboard.press('/')
  await again.page.keyboard.type('who signed this, and why?')
  await expect(main).toContainText('1 passage')
  await expect(row).toBeVisible()
  await again.close()

  const { markdown, csv, w3c } = await exported(workspace)
  expect({ csv, w3c }).toEqual({ csv: edited, w3c: edited })
  for (const line of edited.split('\n')) expect(markdown).toContain(line)
})

test('a hostile note does nothing, loads nothing and loses nothing', async ({
  startApp,
  workspace,
  serveFolder,
}) => {
  const site = await serveFolder(bridgeToll.folder)
  const beacon = site.url(bridgeToll.file)
  const hostile = [
    '<script>window.wasRun = true</script>',
    `<img src="${beacon}" onerror="window.wasRun = true">`,
    `![beacon](${beacon})`,
    '[bad](javascript:window.wasRun=true) [worse](data:text/html,<script>alert(1)</script>)',
    '<a href="javascript:window.wasRun=true" onclick="window.wasRun=true">raw</a>',
    '[own](http://127.0.0.1/#token=a) \u202Ereversed\u202C ](](](',
    `${'> '.repeat(12)}deep`,
    'x'.repeat(4_000),
  ].join('\n\n')
  const { page } = await startApp()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await makeNote(page, hostile)
  const reader = readerScreen(page)
  await reader.marks(quoted).click()
  const { passages } = reader
  await expect(passages).toContainText('<script>window.wasRun = true</script>')
  await expect(passages).toContainText('onclick="window.wasRun=true">raw</a>')
  await expect(
    passages.locator('script, img, iframe, svg[onload], [onclick], [onerror]'),
  ).toHaveCount(0)
  await expect(passages.locator('a[href^="javascript:"], a[href^="data:"]')).toHaveCount(0)
  await passages.getByText('[bad](javascript:window.wasRun=true)').click()
  await page.keyboard.press('ControlOrMeta+2')
  await expect(page.getByRole('row').filter({ hasText: quoted })).toContainText('<script>')
  expect(await page.evaluate(() => 'wasRun' in window)).toBe(false)
  expect(asked.filter((url) => url === beacon)).toEqual([])
  expect(site.requests).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)

  expect(await noteOnDisk(workspace)).toBe(hostile)
  expect(await exported(workspace)).toMatchObject({ csv: hostile, w3c: hostile })
})

test('the longest note is kept whole; a longer one is refused, with what was typed in hand', async ({
  startApp,
  workspace,
}) => {
  const line = 'Who *signed* this, and **why**? '
  const text = line.repeat(Math.ceil(longest / line.length)).slice(0, longest)
  const { page } = await startApp()
  await makeNote(page, text)
  const reader = readerScreen(page)
  await reader.marks(quoted).click()
  await expect(reader.passages.locator('em').first()).toHaveText('signed')
  expect(await noteOnDisk(workspace)).toBe(text)

  await reader.passages.getByRole('button', { name: 'Edit note' }).click()
  await page.keyboard.insertText('!')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: 'Note' })).toContainText(
    'at most 100,000 characters',
  )
  await expect(reader.note).toHaveValue(`${text}!`)
  expect(await noteOnDisk(workspace)).toBe(text)
  await page.keyboard.press('Backspace')
  await page.keyboard.press('Escape')
  await expect(reader.note).toHaveCount(0)
  await expect(reader.article).toBeFocused()
})
