import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { pressmark } from '../../support/pressmark.ts'
import { sessionOnDisk } from '../../support/session-file.ts'
import type { Workspace } from '../../support/workspace.ts'
import { expect, test } from '../fixtures.ts'
import { libraryScreen } from '../screens/library-screen.ts'
import { readerScreen } from '../screens/reader-screen.ts'

const sentence = 'The pumps stood still for most of the night, and nobody on the quay knew why. '
const title = 'The gate that nobody mended'
const paragraphs = Array.from({ length: 40 }, (_, at) => `Part ${at + 1}. ${sentence.repeat(4)}`)

async function addLongArticle(workspace: Workspace): Promise<void> {
  const file = join(workspace.folder, 'gate.txt')
  await writeFile(file, [title, ...paragraphs].join('\n\n'))
  const added = await pressmark(workspace, ['add', file])
  expect(added.exitCode).toBe(0)
}

/** The words of the paragraph that crosses the reading line, near the top of the view. */
function partBeingRead(page: Page): Promise<string> {
  return page.evaluate(() => {
    const text = document.querySelector('[role="document"]')
    const { top } = text?.closest('main > div > div')?.getBoundingClientRect() ?? { top: 0 }
    const paragraphsOnScreen = [...(text?.querySelectorAll('p') ?? [])]
    const read = paragraphsOnScreen.find((p) => p.getBoundingClientRect().bottom > top + 24)
    return /^Part \d+\./u.exec(read?.textContent ?? '')?.[0] ?? 'none'
  })
}

for (const ending of ['close', 'kill'] as const) {
  test(`a researcher goes on at the paragraph they left, in any width, after ${ending}`, async ({
    startApp,
    workspace,
  }) => {
    await addLongArticle(workspace)
    const app = await startApp()
    await app.page.setViewportSize({ width: 900, height: 700 })
    await libraryScreen(app.page).open(title)
    const reader = readerScreen(app.page)
    await expect(reader.article).toBeFocused()
    await app.page.keyboard.press('Control+2')
    await app.page.getByRole('heading', { name: 'No passages yet' }).waitFor()
    await app.page.goBack()
    await expect(reader.article).toBeFocused()
    await reader.article.hover()
    await app.page.mouse.wheel(0, 2_500)
    await expect.poll(() => partBeingRead(app.page)).not.toBe('Part 1.')
    await expect
      .poll(async () => (await sessionOnDisk(workspace))?.reading?.block)
      .toBeGreaterThan(4)
    const before = await partBeingRead(app.page)
    const kept = (await sessionOnDisk(workspace))?.reading
    await app[ending]()

    // Another width has other lines: the paragraph is the same.
    const again = await startApp()
    const reopened = readerScreen(again.page)
    await expect(reopened.article).toBeFocused()
    await expect.poll(() => partBeingRead(again.page)).toBe(before)
    // Nobody read on: to start once more changes nothing.
    await again[ending]()
    const third = await startApp()
    await expect.poll(() => partBeingRead(third.page)).toBe(before)
    const now = (await sessionOnDisk(workspace))?.reading
    expect(now).toMatchObject({ articleId: kept?.articleId, block: kept?.block })
    // Esc still leads to its row.
    await third.page.keyboard.press('Escape')
    await expect(libraryScreen(third.page).rowOf(title)).toBeFocused()
  })

  test(`the keyboard goes on from the paragraph that it stood on after ${ending}`, async ({
    startApp,
    workspace,
  }) => {
    await addLongArticle(workspace)
    const app = await startApp()
    await libraryScreen(app.page).open(title)
    await expect(readerScreen(app.page).article).toBeFocused()
    for (let step = 0; step < 9; step += 1) await app.page.keyboard.press('j')
    const status = app.page.locator('[data-status-line]')
    const place = /Paragraph \d+/u.exec(await status.innerText())?.[0] ?? 'none'
    await expect
      .poll(async () => (await sessionOnDisk(workspace))?.reading?.held?.start ?? 0)
      .toBeGreaterThan(0)
    await app[ending]()

    const again = await startApp()
    await expect(readerScreen(again.page).article).toBeFocused()
    const statusAgain = again.page.locator('[data-status-line]')
    await expect(statusAgain).toContainText(`${place} of`)
    await again.page.keyboard.press('j')
    const next = place.replace(/\d+/u, (number) => String(Number(number) + 1))
    await expect(statusAgain).toContainText(`${next} of`)
  })

  test(`a note that is half typed is there again after ${ending}, and is saved by itself`, async ({
    startApp,
    workspace,
  }) => {
    await addLongArticle(workspace)
    const app = await startApp()
    await libraryScreen(app.page).open(title)
    const reader = readerScreen(app.page)
    await reader.selectWithMouse('nobody on the quay')
    await app.page.keyboard.press('n')
    await expect(reader.note).toBeFocused()
    await app.page.keyboard.type('Ask the harbour mas')
    await expect
      .poll(async () => (await sessionOnDisk(workspace))?.notes.map(({ text }) => text))
      .toEqual(['Ask the harbour mas'])
    await app[ending]()

    const again = await startApp()
    const { note } = readerScreen(again.page)
    await expect(note).toBeFocused()
    await expect(note).toHaveValue('Ask the harbour mas')
    await again.page.keyboard.type('ter')
    await again.page.keyboard.press('Escape')
    await expect(readerScreen(again.page).article).toBeFocused()
    const shown = await pressmark(workspace, ['list', '--json'])
    const article = await pressmark(workspace, ['show', shown.json.articles[0].id, '--json'])
    expect(article.json.annotations.map((one: { note: string }) => one.note)).toEqual([
      'Ask the harbour master',
    ])
  })
}

test('a damaged session opens the Library as new, and says where the file is kept', async ({
  startApp,
  workspace,
}) => {
  await addLongArticle(workspace)
  const app = await startApp()
  await libraryScreen(app.page).open(title)
  await expect.poll(async () => (await sessionOnDisk(workspace))?.place).toContain('#/article/')
  await app.close()
  const folder = join(workspace.folder, 'data', 'libraries')
  const names = await readdir(folder, { recursive: true })
  for (const name of names.filter((each) => each.includes('session.json')))
    await writeFile(join(folder, name), '{"format": 1, "session": {"pla')
  const again = await startApp()
  const library = libraryScreen(again.page)
  await expect(library.rowOf(title)).toBeFocused()
  await expect(library.problems).toContainText('session.json')
})
