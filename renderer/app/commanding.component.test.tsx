import { afterEach, beforeEach, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { commandIds } from '../../shared/commands.ts'
import { showApp } from '../../tests/support/app-on-screen.tsx'
import { floodReport } from '../../tests/support/flood-report.ts'
import { inMemoryArticle, type InMemoryArticle } from '../../tests/support/in-memory-article.ts'

let library: InMemoryArticle
let close: () => void

beforeEach(async () => {
  await page.viewport(1280, 800)
  library = inMemoryArticle(floodReport())
  library.mark({ start: 0, end: 7 }, ['Frames/Blame'])
  close = await showApp(library)
})
afterEach(() => close())

const palette = page.getByRole('dialog', { name: 'Find a command' })
const field = palette.getByRole('combobox', { name: 'Find a command' })
const sheet = page.getByRole('dialog', { name: 'Keys' })
const article = page.getByRole('document', { name: 'Article text' })
const popover = page.getByRole('toolbar', { name: 'Selected words' })
const addressBox = page.getByRole('textbox', { name: 'Address to capture' })
const press = (keys: string): Promise<void> => userEvent.keyboard(keys)
const open = (): Promise<void> => press('{Control>}k{/Control}')
const rows = (): string[] =>
  palette
    .getByRole('option')
    .elements()
    .map(({ textContent }) => textContent)

it('Esc, the same key again and a click beside it leave everything as it was', async () => {
  await press('j')
  await expect.element(popover).toBeVisible()
  await open()
  await expect.element(field).toHaveFocus()
  await press('{Escape}')
  await expect.element(palette).not.toBeInTheDocument()
  await expect.element(article).toHaveFocus()
  await expect.element(popover).toBeVisible()
  await open()
  await open()
  await expect.element(palette).not.toBeInTheDocument()
  await open()
  await page
    .elementLocator(document.querySelector('dialog')!)
    .click({ position: { x: 2, y: -40 }, force: true })
  await expect.element(palette).not.toBeInTheDocument()
  await expect.element(article).toHaveFocus()
  await expect.element(popover).toBeVisible()
})

it('a caret in a field is where it was', async () => {
  await press('{Escape}')
  await addressBox.click()
  await press('harbour.example{ArrowLeft}{ArrowLeft}')
  await open()
  await press('{Escape}')
  await expect.element(addressBox).toHaveFocus()
  await press('x')
  await expect.element(addressBox).toHaveValue('harbour.exampxle')
})

it('a command is run where the focus was, and its key stands beside it', async () => {
  await press('j')
  await open()
  await press('highl')
  await expect
    .poll(rows)
    .toEqual(expect.arrayContaining([expect.stringMatching(/^Highlight.*H$/u)]))
  await press('{Enter}')
  await expect.poll(() => library.annotations.length).toBe(2)
  await expect.element(article).toHaveFocus()
})

it('the first row is meant also once letters were taken back', async () => {
  await open()
  await press('passagesx{Backspace}')
  await expect.poll(() => rows()[0]).toContain('Passages')
  await press('{Enter}')
  await expect.element(page.getByRole('heading', { name: 'All passages' })).toBeInTheDocument()
})

it('what can’t be done now says why, and does nothing', async () => {
  await open()
  await press('highlight')
  const refused = palette.getByRole('option', { name: /^Highlight.*choose words first/u })
  await expect.element(refused).toHaveAttribute('aria-disabled', 'true')
  await refused.click({ force: true })
  await expect.element(palette).toBeVisible()
  expect(library.annotations).toHaveLength(1)
})

it('undo stands in it by the name of its step', async () => {
  await press(']{Delete}')
  await expect.poll(() => library.annotations[0]?.annotation.removed).not.toBeNull()
  await open()
  await press('undo')
  await expect.poll(() => rows()[0]).toContain('Undo Removal')
  await press('{Enter}')
  await expect.poll(() => library.annotations[0]?.annotation.removed).toBeNull()
})

it('under the palette no key of the window does anything', async () => {
  await open()
  await press('{Control>}1{/Control}')
  await expect.element(palette).toBeVisible()
  await press('{Escape}')
  await expect.element(article).toHaveFocus()
})

it('the sheet of keys opens from the palette and by its key, closes by it, and is for all places', async () => {
  await open()
  await press('keys{Enter}')
  await expect.element(sheet).toBeVisible()
  await expect.element(sheet.getByRole('heading', { name: 'In a list' })).toBeInTheDocument()
  await press('?')
  await expect.element(sheet).not.toBeInTheDocument()
  await expect.element(article).toHaveFocus()
  await press('?')
  await expect.element(sheet).toBeVisible()
})

it('the rail opens it for the mouse', async () => {
  await page.getByRole('button', { name: 'Find a command' }).click()
  await expect.element(field).toHaveFocus()
})

it('what is chosen in the desktop’s menu closes it first', async () => {
  await open()
  await expect.element(field).toHaveFocus()
  library.announce('menu.chosen', { command: 'place.library' })
  await expect.element(palette).not.toBeInTheDocument()
  await expect.element(addressBox).toBeVisible()
})

const ids = (): string[] =>
  palette
    .getByRole('option')
    .elements()
    .map((option) => (option instanceof HTMLElement ? (option.dataset['key'] ?? '') : ''))
    .toSorted((a, b) => a.localeCompare(b))

it.each([
  ['the Reader', ''],
  ['the Library', '{Control>}1{/Control}'],
  ['Passages', '{Control>}2{/Control}'],
  ['Export', '{Control>}{Shift>}e{/Shift}{/Control}'],
])('every command there is stands in it in %s', async (_, keys) => {
  if (keys !== '') {
    await press(keys)
    await expect.element(article).not.toBeInTheDocument()
  }
  await open()
  await press('>')
  await expect.poll(ids).toEqual(commandIds.toSorted((a, b) => a.localeCompare(b)))
})

it('what can’t be done in this place is found greyed, says where it can, and is not run by Enter', async () => {
  await press('{Control>}1{/Control}')
  await expect.element(addressBox).toBeVisible()
  await open()
  await press('write the export')
  const elsewhere = palette.getByRole('option', { name: /^Write the export.*in Export$/u })
  await expect.element(elsewhere).toHaveAttribute('aria-disabled', 'true')
  await press('{Enter}')
  await expect.element(palette).toBeVisible()
  await expect.element(addressBox).toBeInTheDocument()
})

it('files are asked for from every place, and lead to the Library', async () => {
  const chooser = page.getByLabelText('Files to add').element() as HTMLInputElement
  let asked = 0
  chooser.addEventListener('click', (event) => {
    event.preventDefault()
    asked += 1
  })
  await press('{Control>}2{/Control}')
  await expect.element(article).not.toBeInTheDocument()
  await open()
  await press('add a file{Enter}')
  await expect.element(palette).not.toBeInTheDocument()
  expect(asked).toBe(1)
  await userEvent.upload(chooser, new File(['Words'], 'saved.png'))
  await expect.element(addressBox).toBeVisible()
})
