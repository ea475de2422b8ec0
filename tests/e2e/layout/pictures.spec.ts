import { bridgeToll } from '../../support/story-pages.ts'
import { expect, test } from '../fixtures.ts'
import { exportScreen } from '../screens/export-screen.ts'
import { libraryScreen } from '../screens/library-screen.ts'
import { readerScreen } from '../screens/reader-screen.ts'
import { expectPicture, picturedLibrary, startStill } from '../still-pictures.ts'

const library = picturedLibrary()

test.afterAll(() => library.remove())
test.use({ contextOptions: { timezoneId: 'UTC' } })

test('Library, Passages and Export look as in their pictures', async ({
  startApp,
  workspace,
}, testInfo) => {
  await library.copyTo(workspace)
  const page = await startStill(startApp, testInfo)
  const screen = libraryScreen(page)
  await screen.enter('http://10.0.0.1/minutes')
  await expect(screen.failedRowOf('10.0.0.1')).toBeVisible()
  await screen.rowOf(bridgeToll.title).focus()
  await expectPicture(page, testInfo, 'library')
  await page.keyboard.press('ControlOrMeta+2')
  await expect(page.getByRole('row').filter({ hasText: 'Engineer' })).toBeVisible()
  await expectPicture(page, testInfo, 'passages')
  await page.keyboard.press('ControlOrMeta+Shift+e')
  const exporting = exportScreen(page)
  await expect(exporting.preview).toContainText('Blame')
  await exporting.form.getByRole('textbox').fill('/home/reader/Passages.md')
  await exporting.form.getByRole('radio', { name: 'Markdown' }).focus()
  await expectPicture(page, testInfo, 'export')
})

test('the Reader looks as in its pictures, with a passage held and tagged', async ({
  startApp,
  workspace,
}, testInfo) => {
  await library.copyTo(workspace)
  const page = await startStill(startApp, testInfo)
  await libraryScreen(page).open(bridgeToll.title)
  const reader = readerScreen(page)
  await expect(reader.stripes).toHaveCount(4)
  await expectPicture(page, testInfo, 'reader')
  await page.keyboard.press(']')
  await expect(page.getByRole('toolbar', { name: 'Annotation' })).toBeVisible()
  await page.keyboard.press('t')
  await expect(reader.picker).toBeFocused()
  await expectPicture(page, testInfo, 'reader-tagging', () => reader.picker.fill('a'))
})

test('an empty Library looks as in its pictures', async ({ startApp }, testInfo) => {
  const page = await startStill(startApp, testInfo)
  await expect(page.getByRole('heading', { name: 'Nothing archived yet' })).toBeVisible()
  await expectPicture(page, testInfo, 'empty')
})

test.describe('at the very first start', () => {
  test.use({ isNewcomer: true })

  test('the first minute looks as in its pictures', async ({ startApp }, testInfo) => {
    const page = await startStill(startApp, testInfo)
    await expect(readerScreen(page).article).toBeFocused()
    await expectPicture(page, testInfo, 'first-minute')
  })
})
