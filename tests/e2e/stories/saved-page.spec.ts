import { readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { dropFrom, saveAsMhtml, saveComplete } from '../../support/browser-saves.ts'
import { articleFolders, filesOf } from '../../support/library-files.ts'
import { bridgeToll } from '../../support/story-pages.ts'
import { expect, test } from '../fixtures.ts'
import { libraryScreen } from '../screens/library-screen.ts'
import { readerScreen } from '../screens/reader-screen.ts'

const today = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })

/** Goes to a row by keys, into its actions, and presses the one of this name. */
async function act(page: Page, row: Locator, name: string): Promise<void> {
  await row.focus()
  const action = row.getByRole('button', { name })
  while (!(await action.evaluate((button) => button === document.activeElement))) {
    await page.keyboard.press('ArrowRight')
  }
  await page.keyboard.press('Enter')
}

/** Whether every picture of the article is there to be seen. */
async function showsPictures(article: Locator): Promise<boolean> {
  return article
    .locator('img')
    .evaluateAll(
      (images) =>
        images.length > 0 && images.every((image) => (image as HTMLImageElement).naturalWidth > 0),
    )
}

test('what a site refuses is saved in one’s own browser and added to its row, by keys alone', async ({
  startApp,
  serveFolder,
  workspace,
  playwright,
  launchOptions,
}) => {
  const site = await serveFolder(bridgeToll.folder)
  const url = site.url(bridgeToll.file)
  const mhtml = join(workspace.folder, 'Vessby.mhtml')
  const browser = await playwright.chromium.launch(launchOptions)
  await saveAsMhtml(browser, url, mhtml)
  await browser.close()
  site.answerFromNowOn(`/${bridgeToll.file}`, 403)

  const { page } = await startApp()
  const library = libraryScreen(page)
  await library.pasteAnywhere(url)
  const { host, pathname } = new URL(url)
  const row = library.failedRowOf(pathname)
  await expect(row).toContainText('on your own network')
  await act(page, row, `Allow ${host}`)
  await expect(row).toContainText(
    /refused to show this page to Pressmark \(403\)\. If your browser shows it, save the page there/u,
  )
  await expect(row.getByRole('button').first()).toHaveText('Add the saved page…')

  const asked = site.requests.length
  const chooser = page.waitForEvent('filechooser')
  await act(page, row, 'Add the saved page…')
  await (await chooser).setFiles(mhtml)
  await expect(library.rowOf(bridgeToll.title)).toBeVisible()
  await expect(row).toHaveCount(0)

  await library.open(bridgeToll.title)
  const { article } = readerScreen(page)
  await expect(article).toContainText(bridgeToll.title)
  await expect(page.getByText(`saved on ${today.format(new Date())}, says the file`)).toBeVisible()
  await expect.poll(() => showsPictures(article)).toBe(true)
  expect(site.requests.slice(asked)).toEqual([])

  const [folder = ''] = await articleFolders(workspace.library)
  const kept = await filesOf(folder)
  const original = kept.find((path) => path.endsWith('.original.mhtml')) ?? ''
  expect(await readFile(original)).toEqual(await readFile(mhtml))
})

test('a page is dropped with the folder that was saved beside it, and tells where it claims to be from', async ({
  startApp,
  workspace,
}) => {
  const html = await readFile(join(bridgeToll.folder, bridgeToll.file), 'utf8')
  const picture = await readFile(join(bridgeToll.folder, 'bridge.png'))
  const saved = await saveComplete(workspace.folder, {
    name: 'Vessby bridge',
    url: 'https://www.vessbyvoice.example/toll',
    html,
    pictures: { 'bridge.png': picture },
  })
  await symlink('/etc/hostname', join(saved.beside, 'link.png'))
  const { page } = await startApp()
  const library = libraryScreen(page)
  await expect(library.addressBox).toBeVisible()

  await dropFrom(page, [saved.file, saved.beside], { x: 640, y: 500 })
  const row = library.rowOf(bridgeToll.title)
  await expect(row).toContainText('Saved from vessbyvoice.example, says the file')
  await library.open(bridgeToll.title)
  await expect(page.getByRole('link', { name: 'vessbyvoice.example' })).toBeVisible()
  await expect.poll(() => showsPictures(readerScreen(page).article)).toBe(true)
})

test('a file that is no page is told, and leaves nothing', async ({ startApp, workspace }) => {
  const broken = join(workspace.folder, 'broken.mhtml')
  await writeFile(
    broken,
    'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n--b--',
  )
  const archive = join(workspace.folder, 'quay.webarchive')
  await writeFile(archive, 'bplist00')
  const { page } = await startApp()
  const library = libraryScreen(page)
  await expect(library.addressBox).toBeVisible()
  await dropFrom(page, [broken, archive], { x: 640, y: 500 })
  await expect(library.failedRowOf('broken.mhtml')).toContainText(/holds no web page.*Nothing was/u)
  await expect(page.getByRole('alert')).toContainText(/“quay.webarchive” is a web archive/u)
  expect(await articleFolders(workspace.library)).toEqual([])
})
