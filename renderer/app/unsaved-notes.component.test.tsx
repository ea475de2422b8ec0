import { axeFaults } from '../../tests/support/axe-on-screen.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { AppError } from '../../shared/errors.ts'
import { showApp } from '../../tests/support/app-on-screen.tsx'
import { floodReport } from '../../tests/support/flood-report.ts'
import { inMemoryArticle, type InMemoryArticle } from '../../tests/support/in-memory-article.ts'

const diskFull = new AppError('disk-full', 'The disk is full; nothing was written.')

let library: InMemoryArticle
let close: () => void

beforeEach(async () => {
  await page.viewport(1280, 800)
  library = inMemoryArticle(floodReport())
  library.mark({ start: 0, end: 7 }, ['Frames/Blame'], 'Before. ')
})
afterEach(() => close())

async function open(): Promise<void> {
  close = await showApp(library)
}

const area = () => page.getByRole('textbox', { name: 'Note, in Markdown' })
const rail = (name: string) => page.getByRole('link', { name, exact: true })
const onDisk = () => library.annotations.map(({ annotation }) => annotation.note)
const alerts = () =>
  page
    .getByRole('alert')
    .elements()
    .map(({ textContent }) => textContent)
    .join(' ')

/** Whether the window would ask before it closes. */
function asksBeforeClosing(): boolean {
  return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
}

it('a note that fails while one leaves by the rail is told there, and opens again with its words', async () => {
  await open()
  library.failure = diskFull
  await userEvent.keyboard(']n')
  await userEvent.keyboard('And after')
  await rail('Library').click()
  await expect.poll(alerts).toContain('Your note in “Council rejects flood report')
  expect(alerts()).toContain('The disk is full; nothing was written.')
  expect(asksBeforeClosing()).toBe(true)
  expect(await axeFaults()).toEqual([])
  await page.getByRole('link', { name: 'Open the note' }).click()
  await expect.element(area()).toHaveValue('Before. And after')
  await expect.element(area()).toHaveFocus()
  await expect.poll(alerts).toContain('What you typed is still here.')
  expect(alerts()).not.toContain('Your note in')
  library.failure = null
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect.poll(onDisk).toEqual(['Before. And after'])
  expect(asksBeforeClosing()).toBe(false)
})

it('words on which nothing was kept yet get their note once it can be saved', async () => {
  await open()
  library.failure = diskFull
  await userEvent.keyboard('j{ArrowRight}n')
  await userEvent.keyboard('New')
  await rail('Passages').click()
  await expect.poll(alerts).toContain('Your note in')
  await rail('Reader').click()
  await expect.element(area()).toHaveValue('New')
  library.failure = null
  await userEvent.keyboard('!{Escape}')
  await expect.poll(onDisk).toEqual(['Before. ', 'New!'])
})

it('a note left by another layer of its article is shown again at once', async () => {
  await open()
  library.failure = diskFull
  await userEvent.keyboard(']n')
  await userEvent.keyboard('And after')
  await page.getByRole('button', { name: 'Tag the whole article' }).click()
  await expect.element(area()).toHaveValue('Before. And after')
  expect(alerts()).toContain('The disk is full')
})

it('a note that is saved while one leaves is said nowhere', async () => {
  await open()
  await userEvent.keyboard(']n')
  await userEvent.keyboard('And after')
  expect(asksBeforeClosing()).toBe(true)
  await rail('Library').click()
  await expect.poll(onDisk).toEqual(['Before. And after'])
  expect(alerts()).not.toContain('note')
  expect(asksBeforeClosing()).toBe(false)
})

it('a note that is too long is kept whole, and saved once it is shorter', async () => {
  await open()
  const long = 'x'.repeat(100_213)
  await userEvent.keyboard(']n')
  await area().fill(long)
  await expect
    .poll(alerts)
    .toContain('A note has at most 100,000 characters, and this one has 100,213.')
  await rail('Library').click()
  await expect.poll(alerts).toContain('Your note in')
  await rail('Reader').click()
  await expect.element(area()).toHaveValue(long)
  expect(onDisk()).toEqual(['Before. '])
  await area().fill(long.slice(0, 100_000))
  await expect.poll(onDisk).toEqual([long.slice(0, 100_000)])
})
