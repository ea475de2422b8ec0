import { existsSync } from 'node:fs'
import { bridgeToll } from '../../support/story-pages.ts'
import { expect, test } from '../fixtures.ts'
import { libraryScreen } from '../screens/library-screen.ts'
import { readerScreen } from '../screens/reader-screen.ts'

test.use({ isNewcomer: true })

test('a newcomer tries the sample, gives a name, and pastes a first address', async ({
  startApp,
  serveFolder,
  workspace,
}) => {
  const site = await serveFolder(bridgeToll.folder)
  const { page, ...app } = await startApp()
  const start = page.getByRole('complementary', { name: 'Your first minute' })
  const done = start.getByRole('listitem').filter({ hasText: 'done' })

  // The sample's story is open, with passages on it, and says that it is a sample.
  await expect(start).toContainText('Sample story, yours to try.')
  const reader = readerScreen(page)
  await expect(reader.article).toContainText('Council sends flood report back')
  await expect(reader.article.locator('mark').first()).toBeVisible()
  await expect(done).toHaveCount(0)

  // The text has the focus; a ring shows it once there is a key to use it.
  await expect(reader.article).toBeFocused()
  await expect(reader.article).toHaveCSS('outline-style', 'none')
  await page.keyboard.press('Shift')
  await expect(reader.article).not.toHaveCSS('outline-style', 'none')

  // The name is filled in with the system's and can be another.
  const name = start.getByRole('textbox', { name: 'Your name on tags and exports' })
  await expect(name).not.toHaveValue('root')
  await name.fill('Ines Falk')
  await name.press('Enter')
  await expect(name).toHaveCount(0)

  await reader.article.focus()
  await page.keyboard.press('j')
  await page.keyboard.press('ArrowRight')
  await reader.tag('Tried')
  await expect(done).toHaveText(/Tag a sentence/u)
  await reader.showList()
  await expect(reader.passages).toContainText('Ines Falk')
  expect(existsSync(workspace.library)).toBe(false)

  // A pasted address goes to one's own library, which is made and opened now.
  await page.getByRole('link', { name: 'Library' }).click()
  await libraryScreen(page).captureFromOwnNetwork(site.url(bridgeToll.file), bridgeToll.title)
  await expect(start).not.toContainText('Sample story')
  await expect(done).toHaveCount(2)
  await expect(page.getByRole('row')).not.toContainText(['Council sends flood report back'])
  expect(existsSync(workspace.library)).toBe(true)
  await app.close()

  // The sample does not come back.
  const again = await startApp()
  await expect(libraryScreen(again.page).rowOf(bridgeToll.title)).toBeVisible()
  await expect(again.page.getByText('Sample story')).toHaveCount(0)
})

test('in a low and narrow window the text ends above the places', async ({ startApp }) => {
  const { page } = await startApp()
  await expect(readerScreen(page).article).toBeFocused()
  await page.setViewportSize({ width: 320, height: 520 })
  const places = page.getByRole('navigation', { name: 'Places' })
  const top = await places.evaluate((element) => element.getBoundingClientRect().top)
  // The box in which the text scrolls is the one around the article that is cut off below.
  const bottom = await readerScreen(page).article.evaluate((article) => {
    let box: Element | null = article
    while (box !== null && getComputedStyle(box).overflowY !== 'auto') box = box.parentElement
    return box?.getBoundingClientRect().bottom ?? Infinity
  })
  expect(bottom).toBeLessThanOrEqual(top)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
})

test('a newcomer closes the sample with one click, for good, and is still asked for a name', async ({
  startApp,
  workspace,
}) => {
  const { page, ...app } = await startApp()
  await page.getByRole('button', { name: 'Close the sample' }).click()
  await expect(page.getByRole('heading', { name: 'Nothing archived yet' })).toBeVisible()
  const start = page.getByRole('complementary', { name: 'Your first minute' })
  await expect(start.getByRole('listitem')).toHaveCount(0)
  await expect(start).not.toContainText('Sample story')
  expect(existsSync(workspace.library)).toBe(false)
  // One's name is a record of one's own library.
  await start.getByRole('textbox', { name: 'Your name on tags and exports' }).fill('Ines Falk')
  await page.keyboard.press('Tab')
  await expect(start).toHaveCount(0)
  await app.close()
  const again = await startApp()
  const strip = again.page.getByRole('complementary', { name: 'Your first minute' })
  await expect(again.page.getByRole('heading', { name: 'Nothing archived yet' })).toBeVisible()
  await expect(strip).toHaveCount(0)
})
