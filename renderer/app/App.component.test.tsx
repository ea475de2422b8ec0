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
import { App } from './App.tsx'

let application: InMemoryLibrary
let root: Root
let host: HTMLElement

beforeEach(() => {
  application = inMemoryLibrary()
  application.articles = [listItem('Council rejects flood report'), listItem('Pumps')]
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
})
