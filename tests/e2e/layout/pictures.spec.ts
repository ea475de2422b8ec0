import { fileURLToPath } from 'node:url'
import type { Page, TestInfo } from '@playwright/test'
import { drawnWith, noteMadeWith, reasonNotToCompare } from '../../support/drawn-alike.ts'
import { addBridgeToll, annotate, givenLibrary } from '../../support/given-library.ts'
import { pressmark } from '../../support/pressmark.ts'
import { bridgeToll, wordsOf } from '../../support/story-pages.ts'
import { expect, test } from '../fixtures.ts'
import { exportScreen } from '../screens/export-screen.ts'
import { libraryScreen } from '../screens/library-screen.ts'
import { readerScreen } from '../screens/reader-screen.ts'

const madeWith = fileURLToPath(new URL('pictures/made-with.json', import.meta.url))
const wide = { width: 1280, height: 800 }
const looks = [
  { look: 'light', size: wide, colorScheme: 'light' },
  { look: 'dark', size: wide, colorScheme: 'dark' },
  { look: '320', size: { width: 320, height: 568 }, colorScheme: 'light' },
] as const

const library = givenLibrary(async (workspace) => {
  const id = await addBridgeToll(workspace)
  const words = (paragraph: number, from: number, to: number): string =>
    wordsOf(bridgeToll.paragraphs[paragraph], from, to)
  await annotate(workspace, id, words(0, 2, 8), 'Measures/Toll')
  await annotate(workspace, id, words(1, 1, 7), 'Frames/Warning')
  await annotate(workspace, id, words(1, 4, 11), 'Frames/Blame')
  await annotate(workspace, id, words(2, 5, 12), 'Sources/Engineer')
  await pressmark(workspace, ['collection', 'add', 'Chapter 2', id])
})

test.afterAll(() => library.remove())
test.use({ contextOptions: { timezoneId: 'UTC' } })

/** It is always 19:40 on 12 May: what is drawn must not depend on the day of the test. */
async function stopTheClock(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const { get } = Object.getOwnPropertyDescriptor(Intl.DateTimeFormat.prototype, 'format') ?? {}
    Object.defineProperty(Intl.DateTimeFormat.prototype, 'format', {
      get(this: Intl.DateTimeFormat) {
        const format = get?.call(this) as (date: Date) => string
        return () => format(new Date('2026-05-12T19:40:00Z'))
      },
    })
  })
  await page.reload()
}

/** Compares what is on screen with its picture, in each look; whoever makes them anew notes with what. */
async function expectPicture(
  page: Page,
  testInfo: TestInfo,
  name: string,
  ready: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  for (const { look, size, colorScheme } of looks) {
    await page.setViewportSize(size)
    await page.emulateMedia({ colorScheme })
    await page.mouse.move(0, 0)
    await ready()
    await page.evaluate(() => document.fonts.ready)
    await expect(page).toHaveScreenshot(`${name}-${look}.png`, {
      // A sign of 10 by 10 is told, the rim of one letter is not.
      maxDiffPixels: 40,
      // Letters come out alike here: a colour that differs a little is another colour.
      threshold: 0.01,
      scale: 'css',
      // The foot names the folder, and keys that come with the machine; the preview names ids.
      mask: [page.locator('footer'), exportScreen(page).preview.locator('pre').locator('..')],
      maskColor: '#8a877e',
    })
  }
  if (areMadeAnew(testInfo)) noteMadeWith(madeWith, await drawnWith(page))
  await page.setViewportSize(wide)
}

/** Whether the pictures are being made: by `--update-snapshots`. */
function areMadeAnew({ config }: TestInfo): boolean {
  return config.updateSnapshots === 'all' || config.updateSnapshots === 'changed'
}

/**
 * Starts the app for pictures, its clock stopped. Letters come out otherwise with other fonts or another
 * browser: there is nothing to compare then.
 */
async function startStill(
  startApp: () => Promise<{ page: Page }>,
  testInfo: TestInfo,
): Promise<Page> {
  const { page } = await startApp()
  if (!areMadeAnew(testInfo)) {
    const reason = reasonNotToCompare(madeWith, await drawnWith(page))
    testInfo.skip(reason !== null, reason ?? '')
  }
  await stopTheClock(page)
  return page
}

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
