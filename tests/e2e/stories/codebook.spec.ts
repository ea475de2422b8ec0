import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { addBridgeToll, annotate, givenLibrary } from '../../support/given-library.ts'
import { pressmark } from '../../support/pressmark.ts'
import { bridgeToll, wordsOf } from '../../support/story-pages.ts'
import type { Workspace } from '../../support/workspace.ts'
import { expect, test } from '../fixtures.ts'
import { codebookPanel } from '../screens/codebook-panel.ts'
import { forbidPointer, pointedAt, press } from '../screens/keys-alone.ts'
import { libraryScreen } from '../screens/library-screen.ts'
import { readerScreen } from '../screens/reader-screen.ts'

const blamed = wordsOf(bridgeToll.paragraphs[1], 1, 7)
const counted = wordsOf(bridgeToll.paragraphs[1], 4, 11)
const sourced = wordsOf(bridgeToll.paragraphs[2], 0, 6)

const given = givenLibrary(async (workspace) => {
  const id = await addBridgeToll(workspace)
  await annotate(workspace, id, blamed, 'Frames/Blame')
  await annotate(workspace, id, counted, 'Frames/Cost')
  await annotate(workspace, id, sourced, 'Sources')
})
test.beforeEach(({ workspace }) => given.copyTo(workspace))
test.afterAll(() => given.remove())

async function openArticle(page: Page): Promise<void> {
  await libraryScreen(page).open(bridgeToll.title)
  await expect(readerScreen(page).article).toBeFocused()
}

/** The paths of the tags on the article, as the command line tells them. */
async function pathsByCommand(workspace: Workspace): Promise<string[]> {
  const { json } = await pressmark(workspace, ['list', '--json'])
  return json.articles[0].tags.toSorted()
}

async function tagsOnDisk(workspace: Workspace): Promise<{ name: string; definition: string }[]> {
  const codebook = JSON.parse(await readFile(join(workspace.library, 'codebook.json'), 'utf8'))
  return codebook.tags.map(({ name, definition }: any) => ({ name, definition }))
}

test('a tag gets another name and a definition, and everything that shows it follows', async ({
  startApp,
  workspace,
}) => {
  const app = await startApp()
  const { page } = app
  await openArticle(page)
  const [codebook, reader] = [codebookPanel(page), readerScreen(page)]
  await expect(codebook.tree).toHaveText([
    'Frames2 passages',
    'Blame1 passage',
    'Cost1 passage',
    'Sources1 passage',
  ])
  await codebook.findTag('bla')
  await expect(codebook.tree).toHaveText(['Frames2 passages', 'Blame1 passage'])
  await codebook.tag('Blame').click()
  await expect(codebook.card).toContainText('No definition yet.')

  await codebook.edit('Blame').click()
  await codebook.name.fill('Fault')
  await codebook.definition.fill('Who is at fault, and who says so?')
  await codebook.form.getByRole('button', { name: 'Save' }).click()
  await expect(codebook.edit('Fault')).toBeFocused()
  await expect(codebook.card).toContainText('Who is at fault, and who says so?')
  // The letters that it was found by are not in its name any more: it stays in sight all the same.
  await expect(codebook.tag('Fault')).toHaveAttribute('aria-selected', 'true')
  await expect(reader.margin.filter({ hasText: 'Fault' })).toBeVisible()
  await expect(reader.margin.filter({ hasText: 'Blame' })).toHaveCount(0)
  expect(await pathsByCommand(workspace)).toEqual(['Frames/Cost', 'Frames/Fault', 'Sources'])

  // Undo and redo name the step.
  const main = page.getByRole('main')
  await page.keyboard.press('ControlOrMeta+z')
  await expect(main).toContainText('Undone: Renaming of “Blame” to “Fault”.')
  await expect(codebook.tag('Blame')).toBeVisible()
  await expect(reader.margin.filter({ hasText: 'Blame' })).toBeVisible()
  expect(await tagsOnDisk(workspace)).toContainEqual({ name: 'Blame', definition: '' })
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('redo')
  await expect(page.getByRole('option').first()).toContainText(
    'Redo Renaming of “Blame” to “Fault”',
  )
  await page.keyboard.press('Enter')
  await expect(reader.margin.filter({ hasText: 'Fault' })).toBeVisible()

  // The card leads to the passages, where the tag has its new name, too.
  await codebook.tag('Fault').click()
  await page.getByRole('button', { name: 'Show 1 passage' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Frames / Fault')
  await expect(page.getByRole('row').filter({ hasText: blamed })).toBeVisible()
  await expect(main).toContainText('1 of 3 passages')
  await app.kill()

  const again = await startApp()
  await expect(again.page.getByRole('row').filter({ hasText: blamed })).toBeFocused()
  await again.page.keyboard.press('ControlOrMeta+1')
  await openArticle(again.page)
  const reopened = codebookPanel(again.page)
  await reopened.tag('Fault').click()
  await expect(reopened.card).toContainText('Who is at fault, and who says so?')
  expect(await tagsOnDisk(workspace)).toContainEqual({
    name: 'Fault',
    definition: 'Who is at fault, and who says so?',
  })
})

test('by keys alone a tag is found, put on what is held, looked up, changed; what is refused is kept', async ({
  startApp,
  workspace,
}) => {
  const { page } = await startApp()
  await forbidPointer(page)
  await openArticle(page)
  const [codebook, reader] = [codebookPanel(page), readerScreen(page)]

  // A sentence, a tag by its letters, and back in the text.
  await press(page, 'j', 'ArrowRight')
  await codebook.findTag('sour')
  await expect(codebook.panel).toContainText('Choose a tag for the selected words.')
  await page.keyboard.press('Enter')
  await expect(reader.article).toBeFocused()
  await expect(codebook.tag('Sources')).toHaveText('Sources2 passages')

  // Nothing held: Enter on a tag says what to do first.
  await page.keyboard.press('Escape')
  await codebook.findTag('bla')
  await expect(codebook.tree).toHaveText(['Frames2 passages', 'Blame1 passage'])
  await page.keyboard.press('Escape')
  await expect(codebook.tree).toHaveCount(4)
  await press(page, 'ArrowDown', 'Home')
  await expect(codebook.tag('Frames')).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(codebook.tree).toHaveCount(2)
  await press(page, 'ArrowRight', 'ArrowRight', 'Enter')
  await expect(page.getByRole('main')).toContainText('Nothing is selected.')
  await expect(codebook.tag('Blame')).toBeFocused()

  // From the tree to its card, and into the form.
  await press(page, 'Tab', 'Enter')
  await expect(codebook.name).toBeFocused()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('cost')
  await page.keyboard.press('Enter')
  await expect(codebook.form.getByRole('alert')).toContainText(
    'There is a tag “Cost” in “Frames” already.',
  )
  await expect(codebook.name).toHaveValue('cost')
  await page.keyboard.press('Escape')
  await expect(codebook.form.getByRole('alert')).toContainText('This is not saved yet')
  // What is typed waits while another place is looked at.
  await page.keyboard.press('ControlOrMeta+2')
  await expect(page.getByRole('heading', { name: 'All passages' })).toBeVisible()
  await page.goBack()
  await expect(codebook.name).toHaveValue('cost')
  await codebook.name.focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('Fault')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(codebook.edit('Fault')).toBeFocused()
  await expect(reader.margin.filter({ hasText: 'Fault' })).toBeVisible()
  expect(await pathsByCommand(workspace)).toEqual(['Frames/Cost', 'Frames/Fault', 'Sources'])

  await page.keyboard.press('ControlOrMeta+z')
  await expect(codebook.tag('Blame')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  await expect(codebook.tag('Sources')).toHaveText('Sources1 passage')
  expect(await pointedAt(page)).toEqual([])
})

test('on a narrow window the codebook lies over the text, and Esc leads back to it', async ({
  startApp,
}) => {
  const { page } = await startApp()
  await page.setViewportSize({ width: 390, height: 800 })
  await openArticle(page)
  const [codebook, reader] = [codebookPanel(page), readerScreen(page)]
  await expect(codebook.panel).not.toBeVisible()
  await codebook.findTag('cos')
  await expect(codebook.tag('Cost')).toHaveAttribute('aria-selected', 'true')
  await codebook.edit('Cost').click()
  await codebook.name.fill('Price')
  await page.keyboard.press('Enter')
  await expect(codebook.tag('Price')).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await codebook.find.focus()
  await page.keyboard.press('Escape')
  await expect(reader.article).toBeFocused()
  await expect(codebook.panel).not.toBeVisible()
})
