import axe from 'axe-core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import {
  inMemoryLibrary,
  listItem,
  type InMemoryLibrary,
} from '../../../tests/support/in-memory-library.ts'
import { tagView } from '../../../tests/support/in-memory-places.ts'
import {
  keepHandedOver,
  rowWith as row,
  showPlace,
  stickingOut,
} from '../../../tests/support/place-on-screen.tsx'
import type { ListPlace } from '../../../shared/domain/session.ts'
import { createCaptures } from '../../stores/captures.ts'
import { createCodebook } from '../../stores/codebook.ts'
import { createLibraryStore } from '../../stores/library-store.ts'
import { createMarks } from '../../stores/marks.ts'
import { createStore, type Store } from '../../stores/store.ts'
import { createIntake } from './intake.ts'
import { everyArticle, type LibraryFilter } from './library-filter.ts'
import { Library } from './Library.tsx'

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

async function open(): Promise<void> {
  const library = createLibraryStore(application.client)
  const captures = createCaptures(application.client, library)
  const codebook = createCodebook(application.client)
  const { onCollect, onExport, onTag } = keepHandedOver()
  close = showPlace(
    <Library
      library={library}
      captures={captures}
      intake={createIntake(captures)}
      marks={createMarks()}
      listPlace={createStore<ListPlace | null>(null)}
      filter={filter}
      codebook={codebook}
      lastRead={null}
      onOpen={() => undefined}
      onCollect={onCollect}
      onTag={onTag}
      onExport={onExport}
    />,
    [library.start(), codebook.start()],
  )
  await expect.element(row('Gate')).toBeVisible()
  // On a narrow window they are there, but not shown yet.
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
