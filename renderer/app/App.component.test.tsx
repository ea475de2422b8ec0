import { axeFaults } from '../../tests/support/axe-on-screen.ts'
import '../styles/tokens.css'
import '../styles/base.css'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import {
  inMemoryLibrary,
  listItem,
  type InMemoryLibrary,
} from '../../tests/support/in-memory-library.ts'
import { AppError } from '../../shared/errors.ts'
import { passageView } from '../../tests/support/in-memory-places.ts'
import { App } from './App.tsx'

let application: InMemoryLibrary
let root: Root
let host: HTMLElement

beforeEach(async () => {
  await page.viewport(1280, 800)
  application = inMemoryLibrary()
  const [council, pumps] = [listItem('Council rejects flood report'), listItem('Pumps')]
  const earlier = new Date(Date.now() - 60_000).toISOString()
  application.articles = [council, { ...pumps, row: { ...pumps.row, capturedAt: earlier } }]
  host = document.body.appendChild(document.createElement('div'))
  host.style.height = '600px'
  root = createRoot(host)
  root.render(<App client={application.client} />)
})
afterEach(() => {
  root.unmount()
  host.remove()
  history.replaceState(null, '', location.pathname + location.search)
})

const row = (name: string) => page.getByRole('row').filter({ hasText: name })

it('an article opens over the Library, and the Library comes back to its row', async () => {
  const [, second] = application.articles
  await expect.element(row('Pumps')).toBeVisible()
  expect(await axeFaults()).toEqual([])
  await row('Pumps').click()
  expect(location.hash).toBe(`#/article/${second!.row.id}`)
  await expect.element(page.getByRole('link', { name: 'Reader' })).toHaveAttribute('aria-current')
  await page.getByRole('button', { name: 'Library' }).click()
  await expect.element(row('Pumps')).toHaveFocus()
  history.back()
  await expect.element(page.getByRole('link', { name: 'Reader' })).toHaveAttribute('aria-current')
  history.forward()
  await expect.element(row('Pumps')).toBeVisible()
})

it('Ctrl+2, Ctrl+Shift+E and Ctrl+1 lead to Passages, Export and back', async () => {
  await expect.element(row('Pumps')).toBeVisible()
  await userEvent.keyboard('{Control>}2{/Control}')
  await expect.element(page.getByRole('heading', { name: 'No passages yet' })).toHaveFocus()
  expect(location.hash).toBe('#/passages')
  await userEvent.keyboard('{Control>}{Shift>}E{/Shift}{/Control}')
  await expect.element(page.getByRole('radio', { name: 'Markdown' })).toHaveFocus()
  await userEvent.keyboard('{Control>}1{/Control}')
  await expect.element(row('Council')).toHaveFocus()
})

it('a place that is clicked in the rail has the keys that its status line shows', async () => {
  const [council] = application.articles
  const articleId = council!.row.id
  application.passages = ['the pumps stood still', 'nobody was told'].map((words) =>
    passageView(words, { articleId }),
  )
  await expect.element(row('Council')).toHaveFocus()
  await page.getByRole('link', { name: 'Passages' }).click()
  await expect.poll(() => document.activeElement?.getAttribute('role')).toBe('row')
  const first = document.activeElement
  await userEvent.keyboard('j')
  expect(document.activeElement?.getAttribute('role')).toBe('row')
  expect(document.activeElement).not.toBe(first)
  await page.getByRole('link', { name: 'Library' }).click()
  await expect.element(row('Council')).toHaveFocus()
  // The one that is open already as well; by keyboard the focus stays in the rail.
  await page.getByRole('link', { name: 'Library' }).click()
  await expect.element(row('Council')).toHaveFocus()
  page.getByRole('link', { name: 'Passages' }).element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.element(row('nobody was told')).toBeVisible()
  await expect.element(page.getByRole('link', { name: 'Passages' })).toHaveFocus()
  await userEvent.keyboard('{Control>}1{/Control}')
  await expect.element(row('Council')).toHaveFocus()
})

it('articles of the Library go into a collection, which Passages lists and Export offers', async () => {
  const [council] = application.articles
  application.passages = [passageView('the pumps stood still', { articleId: council!.row.id })]
  await expect.element(row('Council')).toHaveFocus()
  await userEvent.keyboard('l')
  await userEvent.keyboard('Chapter 2{Enter}')
  await expect.element(row('Council')).toHaveFocus()
  await expect.element(page.getByText('Added to “Chapter 2”.').first()).toBeVisible()
  await userEvent.keyboard('{Control>}2{/Control}')
  await page.getByRole('button', { name: /^Chapter 2/u }).click()
  await expect.element(page.getByRole('heading', { name: 'Chapter 2' })).toBeVisible()
  await expect.element(row('the pumps stood still')).toBeVisible()
  await page.getByRole('button', { name: 'Export this' }).click()
  await expect
    .element(page.getByRole('radio', { name: 'The collection “Chapter 2”' }))
    .toBeChecked()
  await expect.element(page.getByText(/1 of 1 passage found in its text/u)).toBeVisible()
})

it('the picker of collections closes with Esc, and gives the focus back', async () => {
  await expect.element(row('Council')).toHaveFocus()
  await userEvent.keyboard('jl')
  const picker = page.getByRole('combobox', { name: 'Collection for 1 article' })
  await expect.element(picker).toHaveFocus()
  application.failure = new AppError('read-only', 'This library is read-only. Nothing was added.')
  await userEvent.keyboard('Mine{Enter}')
  await expect
    .element(page.getByText('This library is read-only. Nothing was added.'))
    .toBeVisible()
  await expect.element(picker).toHaveValue('Mine')
  await userEvent.keyboard('{Escape}')
  await expect.element(row('Pumps')).toHaveFocus()
})

it('the Reader is no place before an article was open', async () => {
  await expect.element(row('Pumps')).toBeVisible()
  expect(page.getByRole('link', { name: 'Reader' }).elements()).toEqual([])
})

it('what is pasted over an article is captured in sight, in the Library', async () => {
  await expect.element(row('Council')).toBeVisible()
  await userEvent.keyboard('{Home}{Enter}')
  await expect.element(page.getByRole('link', { name: 'Reader' })).toHaveAttribute('aria-current')
  const clipboardData = new DataTransfer()
  clipboardData.setData('text/plain', 'https://a.example/1')
  document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true }))
  await expect.element(row('a.example/1')).toBeVisible()
})

it('Ctrl+L reaches the address box from an article too', async () => {
  await expect.element(row('Council')).toBeVisible()
  await userEvent.keyboard('{Home}{Enter}')
  await expect.element(page.getByRole('link', { name: 'Reader' })).toHaveAttribute('aria-current')
  await userEvent.keyboard('{Control>}l{/Control}')
  const box = page.getByRole('textbox', { name: 'Address to capture' })
  await expect.element(box).toHaveFocus()
  await box.fill('kept')
  await userEvent.keyboard('{Tab}{Control>}l{/Control}')
  await expect.element(box).toHaveFocus()
  await expect.element(box).toHaveValue('kept')
})

it('a lost connection is said above the place, with what to do', async () => {
  await expect.element(row('Pumps')).toBeVisible()
  application.close()
  await expect
    .element(page.getByRole('alert').filter({ hasText: 'lost its connection' }))
    .toBeVisible()
  await expect.element(page.getByRole('button', { name: 'Reload' })).toBeVisible()
  await expect.element(row('Pumps')).toBeVisible()
  expect(await axeFaults()).toEqual([])
})
