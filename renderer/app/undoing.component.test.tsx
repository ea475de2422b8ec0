import { afterEach, beforeEach, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { showApp } from '../../tests/support/app-on-screen.tsx'
import { floodReport } from '../../tests/support/flood-report.ts'
import { inMemoryArticle, type InMemoryArticle } from '../../tests/support/in-memory-article.ts'

let library: InMemoryArticle
let close: () => void

beforeEach(async () => {
  await page.viewport(1280, 800)
  library = inMemoryArticle(floodReport())
  library.mark({ start: 0, end: 7 }, ['Frames/Blame'])
})
afterEach(() => close())

const addressBox = () => page.getByRole('textbox', { name: 'Address to capture' })
const isRemoved = (): boolean => library.annotations[0]?.annotation.removed !== null
const status = (): string => document.querySelector('footer')?.textContent ?? ''

/** Opens the article, removes its only annotation and goes to the Library. */
async function removeAndLeave(): Promise<void> {
  close = await showApp(library)
  await userEvent.keyboard(']{Delete}')
  await expect.poll(isRemoved).toBe(true)
  await userEvent.keyboard('{Escape}{Escape}')
  await expect.element(addressBox()).toBeVisible()
}

it('a step in an article is undone from the Library, whose status line names it', async () => {
  await removeAndLeave()
  await userEvent.keyboard('{Control>}z{/Control}')
  await expect.poll(isRemoved).toBe(false)
  await expect.poll(status).toContain('Undone: Removal. Ctrl+Shift+Z redoes it.')
  await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}')
  await expect.poll(isRemoved).toBe(true)
  await expect.poll(status).toContain('Redone: Removal. Ctrl+Z undoes it.')
})

it('in the address box Ctrl+Z takes back what was typed, not the step', async () => {
  await removeAndLeave()
  await addressBox().click()
  await userEvent.keyboard('harbour')
  await userEvent.keyboard('{Control>}z{/Control}')
  await expect.element(addressBox()).not.toHaveValue('harbour')
  expect(isRemoved()).toBe(true)
})

it('where nothing is typed, as on a box to tick, Ctrl+Z undoes the step', async () => {
  await removeAndLeave()
  const box = document.body.appendChild(document.createElement('input'))
  box.type = 'checkbox'
  box.focus()
  await userEvent.keyboard('{Control>}z{/Control}')
  await expect.poll(isRemoved).toBe(false)
  box.remove()
})

it('Undo and Redo of the desktop’s menu take the step back and forth', async () => {
  await removeAndLeave()
  document.querySelector<HTMLElement>('nav a')?.focus()
  library.announce('menu.chosen', { command: 'annotations.undo' })
  await expect.poll(isRemoved).toBe(false)
  library.announce('menu.chosen', { command: 'annotations.redo' })
  await expect.poll(isRemoved).toBe(true)
})

it('Undo of the menu takes back what was typed where a field has the focus', async () => {
  await removeAndLeave()
  await addressBox().click()
  await userEvent.keyboard('harbour')
  library.announce('menu.chosen', { command: 'annotations.undo' })
  await expect.element(addressBox()).not.toHaveValue('harbour')
  library.announce('menu.chosen', { command: 'annotations.redo' })
  await expect.element(addressBox()).toHaveValue('harbour')
  expect(isRemoved()).toBe(true)
})
