import { bridgeToll } from '../../support/story-pages.ts'
import { expect, test } from '../fixtures.ts'
import { libraryScreen } from '../screens/library-screen.ts'
import { readerScreen } from '../screens/reader-screen.ts'
import { expectPicture, picturedLibrary, startStill } from '../still-pictures.ts'

const library = picturedLibrary()

test.afterAll(() => library.remove())
test.use({ contextOptions: { timezoneId: 'UTC' } })

test('tray, palette and sheet of keys look as in their pictures', async ({
  startApp,
  workspace,
}, testInfo) => {
  await library.copyTo(workspace)
  const page = await startStill(startApp, testInfo)
  const screen = libraryScreen(page)
  await screen.enter('http://10.0.0.1/minutes')
  await expect(screen.failedRowOf('10.0.0.1')).toBeVisible()
  await screen.rowOf(bridgeToll.title).focus()
  await page.keyboard.press('ControlOrMeta+j')
  await expect(page.getByRole('dialog', { name: 'Activity' })).toBeVisible()
  await expectPicture(page, testInfo, 'tray')
  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+k')
  const palette = page.getByRole('dialog', { name: 'Find a command' })
  await expect(palette.getByRole('combobox')).toBeFocused()
  await expectPicture(page, testInfo, 'palette')
  await palette.getByRole('combobox').fill('frames')
  await expect(palette.getByRole('option').first()).toContainText('Frames')
  await expectPicture(page, testInfo, 'palette-found')
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await expectPicture(page, testInfo, 'keys')
})

test('the list of passages, a note and the codebook look as in their pictures', async ({
  startApp,
  workspace,
}, testInfo) => {
  await library.copyTo(workspace)
  const page = await startStill(startApp, testInfo)
  await libraryScreen(page).open(bridgeToll.title)
  const reader = readerScreen(page)
  await expect(reader.stripes).toHaveCount(4)
  await page.keyboard.press(']')
  await page.keyboard.press('n')
  await expect(reader.note).toBeFocused()
  await expectPicture(page, testInfo, 'note', () => reader.note.fill('See *minutes*, page 3.'))
  await page.keyboard.press('Escape')
  await expect(reader.article).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(reader.passages).toBeVisible()
  await expectPicture(page, testInfo, 'passages-of-article')
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('tree', { name: 'Tags' })).toBeVisible()
  await expectPicture(page, testInfo, 'codebook')
})

test('Library, Passages and Reader look as in their pictures with forced colours, and at 200 %', async ({
  startApp,
  workspace,
}, testInfo) => {
  await library.copyTo(workspace)
  const page = await startStill(startApp, testInfo)
  const forced = {
    look: 'forced',
    size: { width: 1280, height: 800 },
    forcedColors: 'active',
  } as const
  // At 200 % zoom a window of 1280 by 800 has this many pixels of CSS.
  const zoomed = { look: '200', size: { width: 640, height: 400 } } as const
  const looks = [forced, zoomed]
  await libraryScreen(page).rowOf(bridgeToll.title).focus()
  await expectPicture(page, testInfo, 'library', undefined, looks)
  await page.keyboard.press('ControlOrMeta+2')
  await expect(page.getByRole('row').filter({ hasText: 'Engineer' })).toBeVisible()
  await expectPicture(page, testInfo, 'passages', undefined, looks)
  await page.keyboard.press('ControlOrMeta+1')
  await libraryScreen(page).open(bridgeToll.title)
  const reader = readerScreen(page)
  await expect(reader.stripes).toHaveCount(4)
  await page.keyboard.press(']')
  await expect(page.getByRole('toolbar', { name: 'Annotation' })).toBeVisible()
  await expectPicture(page, testInfo, 'reader', undefined, looks)
  await page.keyboard.press('Escape')
  await expect(reader.article).toBeFocused()
  // A4 between its margins, upright and lying.
  const paper = { look: 'paper', size: { width: 680, height: 990 }, media: 'print' } as const
  const lying = { look: 'paper-lying', size: { width: 1009, height: 664 }, media: 'print' } as const
  // The browser says so before it prints; a picture of the screen is none.
  const toPaper = (): Promise<void> =>
    page.evaluate(() => void globalThis.dispatchEvent(new Event('beforeprint')))
  await expectPicture(page, testInfo, 'reader', toPaper, [paper, lying])
})
