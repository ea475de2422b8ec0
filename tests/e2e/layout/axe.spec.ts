import type { Page } from '@playwright/test'
import { axeFaults } from '../../support/axe-faults.ts'
import { addBridgeToll, annotate, givenLibrary } from '../../support/given-library.ts'
import { alterReadablePage } from '../../support/library-files.ts'
import { pressmark } from '../../support/pressmark.ts'
import { bridgeToll, wordsOf } from '../../support/story-pages.ts'
import { expect, test } from '../fixtures.ts'
import { exportScreen } from '../screens/export-screen.ts'
import { libraryScreen } from '../screens/library-screen.ts'
import { readerScreen } from '../screens/reader-screen.ts'
import { verifyScreen } from '../screens/verify-screen.ts'

const wide = { width: 1280, height: 800 }

/** At 200 % zoom a window of 1280 by 800 has this many pixels of CSS. */
const looks = [
  { name: 'light', viewport: wide, media: { colorScheme: 'light' } },
  { name: 'dark', viewport: wide, media: { colorScheme: 'dark' } },
  { name: 'forced colours', viewport: wide, media: { forcedColors: 'active' } },
  { name: '200 % zoom', viewport: { width: 640, height: 400 }, media: { colorScheme: 'light' } },
  { name: '320 pixels', viewport: { width: 320, height: 568 }, media: { colorScheme: 'dark' } },
] as const

const library = givenLibrary(async (workspace) => {
  const id = await addBridgeToll(workspace)
  const words = (from: number, to: number): string => wordsOf(bridgeToll.paragraphs[1], from, to)
  await annotate(workspace, id, words(1, 7), 'Frames/Warning')
  await annotate(workspace, id, words(4, 11), 'Frames/Blame')
  await pressmark(workspace, ['collection', 'add', 'Chapter 2', id])
})

test.afterAll(() => library.remove())

for (const { name, viewport, media } of looks) {
  /** Looks at what is on screen; `what` names it where something is wrong. */
  const expectSound = async (page: Page, what: string): Promise<void> => {
    expect.soft(await axeFaults(page), what).toEqual([])
  }

  test(`axe finds nothing in the lists and in Export: ${name}`, async ({ startApp, workspace }) => {
    await library.copyTo(workspace)
    const { page } = await startApp()
    await page.setViewportSize(viewport)
    await page.emulateMedia(media)
    const screen = libraryScreen(page)
    await screen.enter('http://10.0.0.1/minutes')
    await expect(screen.failedRowOf('10.0.0.1')).toBeVisible()
    await expectSound(page, 'Library')
    await screen.enter('council rejects report')
    await expect(page.getByRole('alert')).toContainText('is not a web address')
    await expectSound(page, 'Library with a sentence under its box')
    await screen.addressBox.fill('')
    await screen.rowOf(bridgeToll.title).focus()
    await page.keyboard.press('l')
    await expect(page.getByRole('combobox', { name: /^Collection/u })).toBeFocused()
    await expectSound(page, 'picker of collections')
    await page.keyboard.press('Escape')
    await page.keyboard.press('x')
    await page.keyboard.press('t')
    await expect(page.getByRole('combobox', { name: 'Tag', exact: true })).toBeFocused()
    await expectSound(page, 'picker of tags in a list, a row marked')
    await page.keyboard.press('Escape')
    await page.keyboard.press('ControlOrMeta+j')
    await expect(page.getByRole('dialog', { name: 'Activity' })).toBeVisible()
    await expectSound(page, 'Activity')
    await page.keyboard.press('Escape')
    await page.keyboard.press('ControlOrMeta+2')
    await expect(page.getByRole('row').filter({ hasText: 'Blame' })).toBeVisible()
    await expectSound(page, 'Passages')
    await page.keyboard.press('ControlOrMeta+Shift+e')
    const exporting = exportScreen(page)
    await expect(exporting.preview).toContainText('Blame')
    await expectSound(page, 'Export, Markdown')
    await exporting.exportTo('Table', `${workspace.folder}/passages.csv`)
    await expectSound(page, 'Export, table, written')
    await page.getByRole('radio', { name: 'Web annotations' }).check({ force: true })
    await expect(exporting.preview).toContainText('AnnotationPage')
    await expectSound(page, 'Export, web annotations')
  })

  test(`axe finds nothing where the library is verified: ${name}`, async ({
    startApp,
    workspace,
  }) => {
    await library.copyTo(workspace)
    await alterReadablePage(workspace.library)
    const { page } = await startApp()
    await page.setViewportSize(viewport)
    await page.emulateMedia(media)
    await expect(libraryScreen(page).rowOf(bridgeToll.title)).toBeVisible()
    await verifyScreen(page).byPalette()
    await expect(verifyScreen(page).findings).toHaveCount(1)
    await expectSound(page, 'Verify, a file that was altered')
  })

  test(`axe finds nothing in the Reader and what lies over it: ${name}`, async ({
    startApp,
    workspace,
  }) => {
    await library.copyTo(workspace)
    const { page } = await startApp()
    await page.setViewportSize(viewport)
    await page.emulateMedia(media)
    await libraryScreen(page).open(bridgeToll.title)
    const reader = readerScreen(page)
    await expect(reader.article).toBeFocused()
    await expectSound(page, 'Reader')
    await page.keyboard.press('j')
    await expect(reader.popover).toBeVisible()
    await expectSound(page, 'popover')
    await page.keyboard.press('t')
    await expect(reader.picker).toBeFocused()
    await page.keyboard.type('b')
    await expectSound(page, 'tag picker')
    await page.keyboard.press('Escape')
    await page.keyboard.press('n')
    await expect(reader.note).toBeFocused()
    await page.keyboard.type('See *minutes*')
    await expectSound(page, 'note')
    await page.keyboard.press('Escape')
    await expect(reader.article).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(reader.passages).toBeVisible()
    await expectSound(page, 'list of passages')
    await page.keyboard.press('Escape')
    await page.keyboard.press('/')
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('tree', { name: 'Tags' })).toBeVisible()
    await expectSound(page, 'codebook')
    await page.keyboard.press('Escape')
    await page.keyboard.press('ControlOrMeta+k')
    await page.keyboard.type('tag')
    await expect(page.getByRole('option').first()).toBeVisible()
    await expectSound(page, 'palette')
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
    await expectSound(page, 'sheet of keys')
    await page.keyboard.press('Escape')
  })
}

test.describe('at the very first start', () => {
  test.use({ isNewcomer: true })

  test('axe finds nothing in the first minute, an empty Library and a pasted text', async ({
    startApp,
  }) => {
    const { page } = await startApp()
    await expect(readerScreen(page).article).toBeFocused()
    expect.soft(await axeFaults(page), 'first minute').toEqual([])
    await page.getByRole('button', { name: 'Close the sample' }).click()
    const { addressBox, pasteAnywhere } = libraryScreen(page)
    await expect(page.getByRole('heading', { name: 'Nothing archived yet' })).toBeVisible()
    expect.soft(await axeFaults(page), 'empty Library').toEqual([])
    await expect(addressBox).toBeVisible()
    await pasteAnywhere([bridgeToll.title, ...bridgeToll.paragraphs].join('\n\n'))
    await expect(page.getByRole('button', { name: 'Keep this text' })).toBeVisible()
    expect.soft(await axeFaults(page), 'a pasted text').toEqual([])
  })
})
