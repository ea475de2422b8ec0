import axe from 'axe-core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import {
  inMemoryLibrary,
  listItem,
  type InMemoryLibrary,
} from '../../../tests/support/in-memory-library.ts'
import { showLibrary } from '../../../tests/support/library-on-screen.tsx'
import { tagView } from '../../../tests/support/in-memory-places.ts'
import { rowWith as row, stickingOut } from '../../../tests/support/place-on-screen.tsx'
import { choices } from '../../commands/registry.ts'
import { createStore, type Store } from '../../stores/store.ts'
import { everyArticle, type LibraryFilter } from './library-filter.ts'

let application: InMemoryLibrary
let filter: Store<LibraryFilter>
let close: () => void

const article = (title: string, outlet: string | null, tags: string[] = []) => {
  const item = listItem(title)
  return { ...item, row: { ...item.row, outlet, tags } }
}

beforeEach(async () => {
  await page.viewport(1280, 800)
  application = inMemoryLibrary()
  application.tags = [tagView('Frames'), tagView('Frames/Blame'), tagView('Sources', { hue: 5 })]
  application.articles = [
    article('Gate', 'Harbour Post', ['Frames/Blame', 'Sources']),
    article('Pumps', 'Harbour Post'),
    article('Sluice', 'Daily Coast', ['Sources']),
  ]
  filter = createStore(everyArticle)
})
afterEach(() => close())

async function open(hasFilters = true): Promise<void> {
  close = showLibrary(application, { filter })
  await expect.element(row('Gate')).toBeVisible()
  // On a narrow window they are there, but not shown yet.
  if (hasFilters)
    await expect.poll(() => document.querySelector('ul[aria-label="Tags"]')).not.toBeNull()
}

const titles = (): string[] =>
  page
    .getByRole('row')
    .elements()
    .flatMap((each) => each.querySelector('a')?.textContent ?? [])
    .toSorted()
const choice = (name: RegExp) =>
  page.getByRole('region', { name: 'Filters' }).getByRole('button', { name })

it('by outlet and tag together, with counts, each taken away by itself', async () => {
  await open()
  await choice(/^Harbour Post ?2$/u).click()
  expect(titles()).toEqual(['Gate', 'Pumps'])
  await choice(/^Frames ?1$/u).click()
  expect(titles()).toEqual(['Gate'])
  await expect.element(page.getByText('1 of 3 articles').first()).toBeInTheDocument()
  await page.getByRole('button', { name: /filter: Harbour Post/u }).click()
  await page.getByRole('button', { name: /filter: Frames/u }).click()
  expect(titles()).toHaveLength(3)
})

it('that no article fits say so, and are cleared', async () => {
  await open()
  await choice(/^Daily Coast/u).click()
  await choice(/^Frames/u).click()
  await expect
    .element(page.getByText('No article from Daily Coast has a passage tagged “Frames”.'))
    .toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Clear filters' }).last().click()
  expect(titles()).toHaveLength(3)
  expect(filter.get()).toEqual(everyArticle)
})

it('leave the keyboard somewhere as they are taken away: at the next of them, else in the list', async () => {
  await open()
  await choice(/^Harbour Post/u).click()
  await choice(/^Frames/u).click()
  await page.getByRole('button', { name: /filter: Harbour Post/u }).click()
  await expect.element(page.getByRole('button', { name: /filter: Frames/u })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expect.element(row('Gate')).toHaveFocus()
  await choice(/^Daily Coast/u).click()
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await expect.element(row('Sluice')).toHaveFocus()
})

it('that no article fits begin at what clears them, when the place opens and when the last row goes', async () => {
  const frames = application.tags[0]?.id ?? ''
  filter.set({ outlets: ['Daily Coast'], tags: [frames], since: null })
  close = showLibrary(application, { filter })
  const clear = page.getByRole('main').getByRole('button', { name: 'Clear filters' }).last()
  await expect.element(clear).toHaveFocus()
  await expect.element(page.getByText('/ filter')).toBeInTheDocument()
  close()

  filter.set({ outlets: [], tags: [frames], since: null })
  await open()
  await expect.element(row('Gate')).toHaveFocus()
  application.articles = application.articles.map((item) => ({
    ...item,
    row: { ...item.row, tags: [] },
  }))
  application.announce('library.changed', { articleIds: application.articles.map((a) => a.row.id) })
  await expect.element(page.getByText('No article has a passage tagged “Frames”.')).toBeVisible()
  await expect.element(clear).toHaveFocus()
})

it('of two tags ask for passages of both', async () => {
  await open()
  await choice(/^Daily Coast/u).click()
  await choice(/^Frames/u).click()
  await choice(/^Sources/u).click()
  await expect
    .element(
      page.getByText('No article from Daily Coast has passages tagged “Frames” and “Sources”.'),
    )
    .toBeVisible()
})

it('are reached and walked by keys, and Esc goes back to the list', async () => {
  await open()
  await expect.element(row('Gate')).toHaveFocus()
  await userEvent.keyboard('/')
  await expect.element(choice(/^Harbour Post/u)).toHaveFocus()
  await userEvent.keyboard('{ArrowDown}{Enter}')
  expect(titles()).toEqual(['Sluice'])
  await userEvent.keyboard('{Escape}')
  await expect.element(row('Sluice')).toHaveFocus()
})

it('are no command while there is nothing to choose between', async () => {
  application.tags = []
  application.articles = [article('Gate', 'Harbour Post')]
  await open(false)
  const ids = (): string[] => choices().map(({ id }) => id)
  await expect.poll(ids).toContain('list.open')
  expect(ids()).not.toContain('list.filter')
  const other = article('Sluice', 'Daily Coast')
  application.articles = [...application.articles, other]
  application.announce('library.changed', { articleIds: [other.row.id] })
  await expect.poll(ids).toContain('list.filter')
})

it('leave what is captured after they were chosen in sight', async () => {
  await open()
  await choice(/^Daily Coast/u).click()
  await page.getByRole('textbox').fill('https://harbourpost.example/new')
  await userEvent.keyboard('{Enter}')
  await expect.poll(() => application.captures.length).toBe(1)
  application.captures[0]?.succeed('Just in')
  await expect.element(row('Just in')).toBeVisible()
  expect(titles()).toEqual(['Just in', 'Sluice'])
})

it('are a plain value that is kept while the place is away, and follow a tag that is renamed', async () => {
  await open()
  await choice(/^Sources/u).click()
  close()
  const kept = JSON.parse(JSON.stringify(filter.get())) as LibraryFilter
  filter.set(kept)
  const rename = (name: string) => (path: string) => (path === 'Sources' ? name : path)
  application.tags = application.tags.map((tag) =>
    tag.path === 'Sources' ? { ...tag, path: 'Voices', name: 'Voices' } : tag,
  )
  application.articles = application.articles.map((item) => ({
    ...item,
    row: { ...item.row, tags: item.row.tags.map(rename('Voices')) },
  }))
  await open()
  expect(titles()).toEqual(['Gate', 'Sluice'])
  await expect.element(page.getByRole('button', { name: /filter: Voices/u })).toBeVisible()
})

it('stand behind a button on a narrow window, and nothing sticks out', async () => {
  await page.viewport(320, 700)
  await open()
  await page.getByRole('button', { name: 'Filters', exact: true }).click()
  await choice(/^Harbour Post/u).click()
  await expect.element(page.getByRole('button', { name: /filter: Harbour Post/u })).toBeVisible()
  expect(stickingOut('main')).toEqual([])
})

it('are without findings for axe', async () => {
  await open()
  await choice(/^Frames/u).click()
  const { violations } = await axe.run('main')
  expect(violations.map(({ id }) => id)).toEqual([])
})
