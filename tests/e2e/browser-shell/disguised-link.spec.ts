import { disguisedTitle, writeDisguisedPage } from '../../support/disguised-page.ts'
import { expect, test } from '../fixtures.ts'
import { libraryScreen } from '../screens/library-screen.ts'
import { readerScreen } from '../screens/reader-screen.ts'

test('a link whose words show another host is opened once that was confirmed, by keys or mouse', async ({
  startApp,
  serveFolder,
  workspace,
}) => {
  const site = await serveFolder(await writeDisguisedPage(workspace.folder))
  const { page } = await startApp()
  const library = libraryScreen(page)
  await library.captureFromOwnNetwork(site.url('page.html'), disguisedTitle)
  await library.open(disguisedTitle)
  const { article } = readerScreen(page)
  const disguised = article.getByRole('link', { name: 'nypost.com' })
  const dialog = page.getByRole('dialog', { name: 'Where this link leads' })
  const isAsked = (path: string): boolean => site.requests.includes(path)

  await disguised.click()
  await expect(dialog).toContainText('This link shows nypost.com, but leads to 127.0.0.1.')
  await expect(dialog).toContainText(site.url('elsewhere.html'))
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await disguised.click({ button: 'middle' })
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)

  await article.getByRole('link', { name: 'the harbour office' }).click()
  await expect.poll(() => isAsked('/honest.html')).toBe(true)
  expect(isAsked('/elsewhere.html')).toBe(false)

  await page.bringToFront()
  await disguised.focus()
  await page.keyboard.press('Enter')
  await expect(dialog).toBeVisible()
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect.poll(() => isAsked('/elsewhere.html')).toBe(true)
})
