import { afterEach, beforeEach, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { axeFaults } from '../../../tests/support/axe-on-screen.ts'
import { inMemoryLibrary, type InMemoryLibrary } from '../../../tests/support/in-memory-library.ts'
import { showPlace, stickingOut } from '../../../tests/support/place-on-screen.tsx'
import { keyNames } from '../../commands/keymap.ts'
import { createLibraryStore } from '../../stores/library-store.ts'
import { isMac } from '../../ui/platform.ts'
import { FirstMinute } from './FirstMinute.tsx'

let application: InMemoryLibrary
let close: () => void

beforeEach(async () => {
  await page.viewport(1280, 800)
  application = inMemoryLibrary()
  application.firstSteps = { tagged: true, captured: false, exported: false }
  application.coder = { ...application.coder, isNamed: false }
  const library = createLibraryStore(application.client)
  close = showPlace(<FirstMinute client={application.client} library={library} />, [
    library.start(),
  ])
})
afterEach(() => close())

const field = page.getByRole('textbox', { name: 'Your name on tags and exports' })
const save = page.getByRole('button', { name: 'Save' })

it('names the keys as the rest of the window does, and ticks what has happened', async () => {
  const steps = (): string[] =>
    page
      .getByRole('listitem')
      .elements()
      .map(({ textContent }) => textContent)
  await expect
    .poll(steps)
    .toEqual([
      expect.stringContaining('done'),
      expect.stringContaining(keyNames('capture.paste', isMac)),
      expect.stringContaining(keyNames('place.export', isMac)),
    ])
})

it('a name that is too long is told by the field, and kept as typed', async () => {
  await field.fill('x'.repeat(213))
  await userEvent.keyboard('{Enter}')
  await expect
    .element(page.getByText(/A name has at most 200 characters, and this has 213/u))
    .toBeVisible()
  await expect.element(field).toHaveValue('x'.repeat(213))
  await expect.element(field).toHaveFocus()
  expect(application.names).toEqual([])
  expect(await axeFaults()).toEqual([])
})

it('a blank name is asked for again; a name is saved', async () => {
  await field.fill('   ')
  await save.click()
  await expect.element(page.getByText(/^Type the name/u)).toBeVisible()
  await field.fill(' Lena Ortiz ')
  await save.click()
  await expect.poll(() => application.names).toEqual(['Lena Ortiz'])
  await expect.element(page.getByText(/^Type the name/u)).not.toBeInTheDocument()
  // Leaving the field for Save is one wish: each name is saved once.
  await field.fill('Ines Falk')
  await save.click()
  await expect.poll(() => application.names.at(-1)).toBe('Ines Falk')
  expect(application.names).toEqual(['Lena Ortiz', 'Ines Falk'])
})

it('what was typed is the name, also without Save; the system’s own is not until somebody says so', async () => {
  await field.click()
  await userEvent.tab()
  await field.fill('Lena Ortiz the younger')
  expect(application.names).toEqual([])
  await userEvent.tab()
  await expect.poll(() => application.names).toEqual(['Lena Ortiz the younger'])
})

it('the name is asked for until it is given, when the steps are long done', async () => {
  application.firstSteps = { tagged: true, captured: true, exported: true }
  const library = createLibraryStore(application.client)
  close()
  close = showPlace(<FirstMinute client={application.client} library={library} />, [
    library.start(),
  ])
  await expect.element(field).toBeVisible()
  expect(page.getByRole('listitem').elements()).toEqual([])
})

it.each([390, 320])('at %i pixels nothing sticks out, a sentence included', async (width) => {
  await page.viewport(width, 700)
  await field.fill('x'.repeat(213))
  await save.click()
  await expect.element(page.getByText(/^A name has at most/u)).toBeVisible()
  expect(stickingOut('aside')).toEqual([])
})
