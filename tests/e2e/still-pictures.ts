import { fileURLToPath } from 'node:url'
import type { Page, TestInfo } from '@playwright/test'
import { drawnWith, noteMadeWith, reasonNotToCompare } from '../support/drawn-alike.ts'
import {
  addBridgeToll,
  annotate,
  givenLibrary,
  type GivenLibrary,
} from '../support/given-library.ts'
import { pressmark } from '../support/pressmark.ts'
import { bridgeToll, wordsOf } from '../support/story-pages.ts'
import { expect } from './fixtures.ts'
import { exportScreen } from './screens/export-screen.ts'

const madeWith = fileURLToPath(new URL('layout/pictures/made-with.json', import.meta.url))
const wide = { width: 1280, height: 800 }

/** How a screen is looked at; the picture's name ends in `look`. */
export type Look = {
  look: string
  size: { width: number; height: number }
  colorScheme?: 'light' | 'dark'
  forcedColors?: 'active'
  media?: 'print'
}

const everyLook: readonly Look[] = [
  { look: 'light', size: wide, colorScheme: 'light' },
  { look: 'dark', size: wide, colorScheme: 'dark' },
  { look: '320', size: { width: 320, height: 568 }, colorScheme: 'light' },
]

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

const plainMedia = { colorScheme: 'light', forcedColors: 'none', media: 'screen' } as const

/** Compares what is on screen with its picture, in each look; whoever makes them anew notes with what. */
export async function expectPicture(
  page: Page,
  testInfo: TestInfo,
  name: string,
  ready: () => Promise<void> = () => Promise.resolve(),
  looks: readonly Look[] = everyLook,
): Promise<void> {
  for (const { look, size, ...given } of looks) {
    await page.setViewportSize(size)
    await page.emulateMedia({ ...plainMedia, ...given })
    await page.mouse.move(0, 0)
    await ready()
    await nameNoFolder(page)
    await page.evaluate(() => document.fonts.ready)
    await expect(page).toHaveScreenshot(`${name}-${look}.png`, {
      // A sign of 10 by 10 is told, the rim of one letter is not.
      maxDiffPixels: 40,
      // Letters come out alike here: a colour that differs a little is another colour.
      threshold: 0.01,
      scale: 'css',
      // The preview names ids, and what is printed the time of its capture.
      mask: [
        exportScreen(page).preview.locator('pre').locator('..'),
        page.getByRole('region', { name: 'Source' }).locator('p'),
      ],
      maskColor: '#8a877e',
    })
  }
  if (areMadeAnew(testInfo)) noteMadeWith(madeWith, await drawnWith(page))
  await page.setViewportSize(wide)
  await page.emulateMedia(plainMedia)
}

/** The foot of the Library names the folder, which is another in each test. */
function nameNoFolder(page: Page): Promise<void> {
  return page.locator('footer [title]').evaluateAll((folders) => {
    for (const folder of folders) folder.textContent = 'in ~/Pressmark'
  })
}

/** Whether the pictures are being made: by `--update-snapshots`. */
function areMadeAnew({ config }: TestInfo): boolean {
  return config.updateSnapshots === 'all' || config.updateSnapshots === 'changed'
}

/**
 * Starts the app for pictures, its clock stopped. Letters come out otherwise with other fonts or another
 * browser: there is nothing to compare then.
 */
export async function startStill(
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

/** An article with four passages, in a collection. */
export const picturedLibrary = (): GivenLibrary =>
  givenLibrary(async (workspace) => {
    const id = await addBridgeToll(workspace)
    const words = (paragraph: number, from: number, to: number): string =>
      wordsOf(bridgeToll.paragraphs[paragraph], from, to)
    await annotate(workspace, id, words(0, 2, 8), 'Measures/Toll')
    await annotate(workspace, id, words(1, 1, 7), 'Frames/Warning')
    await annotate(workspace, id, words(1, 4, 11), 'Frames/Blame')
    await annotate(workspace, id, words(2, 5, 12), 'Sources/Engineer')
    await pressmark(workspace, ['collection', 'add', 'Chapter 2', id])
  })
