import '../styles/tokens.css'
import '../styles/base.css'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createClient } from '../../shared/api/client.ts'
import { serve } from '../../shared/api/serve.ts'
import { portPair } from '../../tests/support/port-pair.ts'
import { floodReport } from '../../tests/support/flood-report.ts'
import { inMemoryArticle, type InMemoryArticle } from '../../tests/support/in-memory-article.ts'
import { App } from './App.tsx'

let library: InMemoryArticle
let wires: ReturnType<typeof portPair>
let root: Root
let host: HTMLElement

beforeEach(async () => {
  await page.viewport(1280, 800)
  library = inMemoryArticle(floodReport())
  library.mark({ start: 0, end: 7 }, ['Frames/Blame'])
  wires = portPair()
  serve(library.application, wires.far, (bug) => {
    throw bug
  })
  location.hash = `#/article/${library.articleId}`
  host = document.body.appendChild(document.createElement('div'))
  host.style.height = '600px'
  root = createRoot(host)
})
afterEach(() => {
  root.unmount()
  wires.close()
  host.remove()
  history.replaceState(null, '', location.pathname + location.search)
})

const addressBox = () => page.getByRole('textbox', { name: 'Address to capture' })
const isRemoved = (): boolean => library.annotations[0]?.annotation.removed !== null
const status = (): string => document.querySelector('footer')?.textContent ?? ''

/** Opens the article, removes its only annotation and goes to the Library. */
async function removeAndLeave(): Promise<void> {
  root.render(<App client={createClient(wires.near)} />)
  await expect.element(page.getByRole('document', { name: 'Article text' })).toHaveFocus()
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
  const box = host.appendChild(document.createElement('input'))
  box.type = 'checkbox'
  box.focus()
  await userEvent.keyboard('{Control>}z{/Control}')
  await expect.poll(isRemoved).toBe(false)
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
