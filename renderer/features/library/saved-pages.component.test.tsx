import { afterEach, beforeEach, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import {
  inMemoryLibrary,
  listItem,
  type InMemoryLibrary,
} from '../../../tests/support/in-memory-library.ts'
import { showLibrary } from '../../../tests/support/library-on-screen.tsx'
import { newId } from '../../../shared/domain/ids.ts'
import { runCommand } from '../../commands/registry.ts'

const url = 'https://harbourpost.example/flood'
const refused = {
  code: 'http-status' as const,
  message: 'harbourpost.example refused to show this page to Pressmark (403). Add it here.',
  facts: { status: 403 },
}

let application: InMemoryLibrary
let close: () => void = () => undefined
beforeEach(() => {
  application = inMemoryLibrary()
  application.articles = [listItem('Older')]
})
afterEach(() => {
  close()
  application.close()
})

const failed = () => page.getByRole('row').filter({ hasText: 'harbourpost.example' })
const held = async (count: number): Promise<void> => {
  await expect.poll(() => application.captures.length).toBe(count)
}

function fail(failure: typeof refused | { code: 'timeout'; message: string }): void {
  const at = new Date(Date.now() - 60_000).toISOString()
  application.attempts = [{ id: newId(), input: url, at, failure }]
  close = showLibrary(application)
}

function drag(type: 'dragover' | 'drop', onto: Element, ...names: string[]): void {
  const dataTransfer = new DataTransfer()
  for (const name of names) dataTransfer.items.add(new File(['<p>A page</p>'], name))
  onto.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
}

/** Gives files to the chooser that was opened for them. */
function give(label: string, ...files: File[]): void {
  const input = document.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`)
  if (input === null) throw new Error(`no chooser “${label}”`)
  const list = new DataTransfer()
  for (const file of files) list.items.add(file)
  input.files = list.files
  input.dispatchEvent(new Event('change', { bubbles: true }))
}

it('a page dropped on a failed row is captured for its address, and the row is settled', async () => {
  fail(refused)
  await expect.element(failed()).toBeVisible()
  drag('dragover', failed().element(), 'flood.mhtml')
  await expect
    .element(page.getByText('Drop to add the saved page of harbourpost.example/flood'))
    .toBeVisible()
  drag('drop', failed().element(), 'flood.mhtml')
  await held(1)
  expect(application.captures[0]!.request).toMatchObject({ kind: 'file', name: 'flood.mhtml', url })
  await expect.element(failed().getByRole('progressbar')).toBeVisible()
  application.captures[0]!.succeed('A flood')
  await expect.element(page.getByRole('link', { name: 'A flood' })).toBeVisible()
  await expect.poll(() => application.attempts).toEqual([])
  expect(failed().elements()).toHaveLength(0)
})

it('a file that cannot be read leaves the row its address, to be tried again', async () => {
  fail(refused)
  await expect.element(failed()).toBeVisible()
  drag('drop', failed().element(), 'flood.html')
  await held(1)
  application.captures[0]!.fail(
    'unreadable-file',
    '“flood.html” is a picture. Nothing was captured.',
  )
  await expect.element(failed()).toMatchTextContent(/“flood.html” is a picture/u)
  expect(application.attempts).toHaveLength(1)
  await failed().getByRole('button', { name: 'Retry' }).click()
  await held(2)
  expect(application.captures[1]!.request).toMatchObject({ kind: 'address', url })
})

it('a walled row offers the saved page first, another row after trying again', async () => {
  const names = () => [...failed().element().querySelectorAll('button')].map((it) => it.textContent)
  fail(refused)
  await expect.element(failed()).toBeVisible()
  expect(names()).toEqual(['Add the saved page…', 'Retry', 'Dismiss'])
  close()
  fail({ code: 'timeout', message: 'The site did not answer.' })
  await expect.element(failed()).toBeVisible()
  expect(names()).toEqual(['Retry', 'Add the saved page…', 'Dismiss'])
})

it('the file is chosen for the row by keys alone, and the next one for the library again', async () => {
  fail(refused)
  await expect.element(page.getByRole('row').filter({ hasText: 'Older' })).toHaveFocus()
  await userEvent.keyboard('j{ArrowRight}')
  await expect.element(failed().getByRole('button', { name: 'Add the saved page…' })).toHaveFocus()
  let clicks = 0
  const input = document.querySelector('input[aria-label="Files to add"]')
  input?.addEventListener('click', (event) => {
    event.preventDefault()
    clicks += 1
  })
  await userEvent.keyboard('{Enter}')
  expect(clicks).toBe(1)
  give('Files to add', new File(['<p>x'], 'flood.html'))
  await held(1)
  expect(application.captures[0]!.request).toMatchObject({ name: 'flood.html', url })
  runCommand('capture.file')
  give('Files to add', new File(['<p>x'], 'other.html'))
  await held(2)
  expect(application.captures[1]!.request).not.toHaveProperty('url')
})

it('a drop on any other row, or on two at once, is for the library', async () => {
  fail(refused)
  const older = page.getByRole('row').filter({ hasText: 'Older' })
  await expect.element(older).toBeVisible()
  drag('dragover', older.element(), 'flood.html')
  await expect.element(page.getByText(/^Drop to add: addresses/u)).toBeVisible()
  drag('drop', older.element(), 'flood.html')
  await held(1)
  expect(application.captures[0]!.request).not.toHaveProperty('url')
  drag('drop', failed().element(), 'a.html', 'b.html')
  await expect
    .element(page.getByText(/These are 2 pages, and one address takes one/u))
    .toBeVisible()
  expect(application.captures).toHaveLength(1)
})

it('a short article takes the saved page of its address, by drop and by command', async () => {
  const [short] = (application.articles = [listItem('Short', { textLength: 90 })])
  close = showLibrary(application)
  const row = page.getByRole('row').filter({ hasText: 'Short' })
  await expect.element(row).toHaveFocus()
  drag('drop', row.element(), 'flood.html')
  await held(1)
  expect(application.captures[0]!.request).toMatchObject({ url: short?.row.key })
  document
    .querySelector('input[aria-label="Files to add"]')
    ?.addEventListener('click', (event) => event.preventDefault())
  expect(runCommand('list.saved')).toBeNull()
  give('Files to add', new File(['<p>x'], 'again.html'))
  await held(2)
  expect(application.captures[1]!.request).toMatchObject({ url: short?.row.key })
})
