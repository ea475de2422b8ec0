import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { callOnWire } from '../../support/call-on-wire.ts'
import type { DesktopShell } from '../../support/desktop-shell.ts'
import { expect, test } from '../fixtures.ts'
import { readerScreen } from '../screens/reader-screen.ts'

const article = {
  kind: 'text',
  text: 'Harbour wall holds\n\nThe wall at Ostrava Bay held through the night, the mayor said.',
}

/** Opens the article and types a note on some of its words. */
async function typeNote({ page }: DesktopShell, note: string): Promise<void> {
  const reader = readerScreen(page)
  await callOnWire(page, 'captures.add', article)
  await page.getByText('Harbour wall holds').click()
  await reader.selectWithMouse('held through the night')
  await page.keyboard.press('n')
  await reader.note.fill(note)
}

async function notesIn(library: string): Promise<string> {
  const paths = await readdir(library, { recursive: true })
  const files = paths.filter((path) => /annotations\.[^/]*\.json$/u.test(path))
  return (await Promise.all(files.map((path) => readFile(join(library, path), 'utf8')))).join()
}

test('a window closed in the middle of a note saves it first', async ({
  startDesktop,
  workspace,
}) => {
  const desktop = await startDesktop()
  await typeNote(desktop, 'Typed a moment ago')
  await desktop.close()
  expect(desktop.log()).not.toContain('What you typed is not saved')
  expect(await notesIn(workspace.library)).toContain('Typed a moment ago')
})

test('a window with a note that can’t be saved asks before it closes, and stays with its words', async ({
  startDesktop,
}, testInfo) => {
  testInfo.skip(testInfo.project.name === 'electron', 'needs the stand-in to read a dialog')
  const desktop = await startDesktop()
  const long = 'x'.repeat(100_001)
  await typeNote(desktop, long)
  await expect(desktop.page.getByRole('alert')).toContainText('at most 100,000 characters')
  await desktop.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await expect.poll(() => desktop.log()).toContain('[dialog] What you typed is not saved')
  await expect(readerScreen(desktop.page).note).toHaveValue(long)
  await readerScreen(desktop.page).note.fill('shorter')
  await expect(desktop.page.getByText('Saved', { exact: true })).toBeVisible()
  await desktop.close()
})
