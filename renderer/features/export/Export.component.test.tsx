import { axeFaults } from '../../../tests/support/axe-on-screen.ts'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { AppError } from '../../../shared/errors.ts'
import {
  inMemoryLibrary,
  listItem,
  type InMemoryLibrary,
} from '../../../tests/support/in-memory-library.ts'
import { collectionView, passageView } from '../../../tests/support/in-memory-places.ts'
import { showPlace, stickingOut } from '../../../tests/support/place-on-screen.tsx'
import { createCollections } from '../../stores/collections.ts'
import { createLibraryStore } from '../../stores/library-store.ts'
import { showInStatusLine } from '../../ui/status-message.ts'
import { createExportDesk } from './export-desk.ts'
import { Export } from './Export.tsx'

let application: InMemoryLibrary
let close: () => void

const item = listItem('Council rejects flood report')
const passages = [
  passageView('ignored residents', { articleId: item.row.id }),
  passageView('kept her office in the dark'),
]

beforeEach(async () => {
  await page.viewport(1280, 800)
  application = inMemoryLibrary()
  application.articles = [item]
  application.passages = passages
})
afterEach(() => close())

function open(hasDialogs = false): void {
  const library = createLibraryStore(application.client)
  const collections = createCollections(application.client)
  close = showPlace(
    <Export
      desk={createExportDesk(application.client, hasDialogs)}
      library={library}
      collections={collections}
    />,
    [library.start(), collections.start()],
    700,
  )
}

it('tells why collections may be missing from the choices', async () => {
  application.collectionProblems = ['collections.json is damaged.']
  open()
  const what = page.getByRole('group', { name: 'What' })
  await expect.element(what.getByText('collections.json is damaged.')).toBeVisible()
  expect(await axeFaults()).toEqual([])
})

const preview = page.getByRole('region', { name: 'Preview' })
const radio = (name: string) => page.getByRole('radio', { name })
const place = page.getByRole('textbox')

it('shows the file itself, checked, and writes it with Enter', async () => {
  open()
  await expect.element(radio('Markdown')).toHaveFocus()
  await expect.element(preview.getByText('ignored residents')).toBeVisible()
  await expect.element(preview.getByText(/2 of 2 passages found in their text/u)).toBeVisible()
  await expect.element(preview.getByText('nothing left out')).toBeVisible()
  await expect.element(place).toHaveValue('/home/ida/Documents/export.md')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText('Exported 2 passages', { exact: true })).toBeVisible()
  await expect.element(page.getByText('b'.repeat(64))).toBeVisible()
  expect(application.exports).toHaveLength(1)
})

it('offers to replace what lies there; the focus is never lost over it', async () => {
  application.taken.add('/home/ida/mine.md')
  open()
  await expect.element(preview.getByText('ignored residents')).toBeVisible()
  await place.fill('/home/ida/mine.md')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText(/already exists and was left as it is/u)).toBeVisible()
  await page.getByRole('button', { name: 'Replace' }).click()
  await expect.element(page.getByText('Exported 2 passages', { exact: true })).toBeVisible()
  expect(application.exports.at(-1)).toMatchObject({ path: '/home/ida/mine.md', force: true })
  expect(document.activeElement).not.toBe(document.body)
})

it('a table is a table, without the row in which the preview was cut', async () => {
  const text = '\ufeffquote,note\r\n"ignored, residents","a ""b"""\r\nhalf'
  application.files = [{ path: 'passages.csv', text, sizeBytes: 90_000 }]
  open()
  await radio('Table').click()
  await expect.element(preview.getByRole('columnheader', { name: 'note' })).toBeVisible()
  await expect.element(preview.getByRole('cell', { name: 'ignored, residents' })).toBeVisible()
  await expect.element(preview.getByRole('cell', { name: 'a "b"' })).toBeVisible()
  expect(preview.getByText('half').elements()).toEqual([])
  await expect.element(preview.getByText(/preview stops here/u)).toBeVisible()
})

it('web annotations are several files, one in sight', async () => {
  application.files = ['a.jsonld', 'a.txt', 'b.jsonld'].map((path) => ({
    path,
    text: `{ "of": "${path}" }`,
    sizeBytes: 20,
  }))
  open()
  await radio('Web annotations').click()
  await expect.element(preview.getByText('1 of 3')).toBeVisible()
  await preview.getByRole('button', { name: 'Next file' }).click()
  await expect.element(preview.getByText('{ "of": "a.txt" }')).toBeVisible()
  await preview.getByRole('button', { name: /^b\.jsonld/u }).click()
  await expect.element(preview.getByText('3 of 3')).toBeVisible()
  await expect.element(page.getByText('To the folder')).toBeVisible()
  expect(preview.getByText(/shown\. All of them are written/u).elements()).toEqual([])
})

it('a preview of some files says how many there are', async () => {
  application.files = ['a.jsonld', 'b.jsonld'].map((path) => ({ path, text: '{}', sizeBytes: 2 }))
  application.totalFiles = 143
  open()
  await radio('Web annotations').click()
  await expect
    .element(preview.getByText('2 of 143 files shown. All of them are written.'))
    .toBeVisible()
})

it('the status line counts what goes out, and shows what Undo did', async () => {
  open()
  await expect.element(page.getByText('2 passages · 2 articles · 1 file')).toBeVisible()
  showInStatusLine('Undone: Tag “Frames/Blame”. Ctrl+Shift+Z redoes it.')
  await expect.element(page.getByText(/^Undone: Tag “Frames\/Blame”/u)).toBeVisible()
  await userEvent.keyboard('x')
  await expect.element(page.getByText(/^Undone/u)).not.toBeInTheDocument()
})

describe('the system’s own dialog', () => {
  const choose = page.getByRole('button', { name: 'Choose…' })

  it('is not offered where there is none', async () => {
    open()
    await expect.element(place).toHaveValue('/home/ida/Documents/export.md')
    expect(choose.elements()).toEqual([])
  })

  it('begins at the path that stands in the field, and fills the field', async () => {
    open(true)
    await expect.element(place).toHaveValue('/home/ida/Documents/export.md')
    application.chosenPath = '/home/ida/thesis/flood.md'
    await choose.click()
    await expect.element(place).toHaveValue('/home/ida/thesis/flood.md')
    expect(application.askedPaths).toEqual([
      { format: 'markdown', path: '/home/ida/Documents/export.md' },
    ])
    application.chosenPath = null
    await choose.click()
    await vi.waitUntil(() => application.askedPaths.length === 2)
    await expect.element(place).toHaveValue('/home/ida/thesis/flood.md')
    await page.getByRole('button', { name: 'Export', exact: true }).click()
    await expect.element(page.getByText('Exported 2 passages', { exact: true })).toBeVisible()
    expect(application.exports.at(-1)).toMatchObject({ path: '/home/ida/thesis/flood.md' })
  })

  it('that fails leaves the path as it is, with the sentence below', async () => {
    open(true)
    await expect.element(place).toHaveValue('/home/ida/Documents/export.md')
    application.chosenPath = new AppError('disk-error', 'The dialog could not be shown.')
    await choose.click()
    await expect.element(page.getByText('The dialog could not be shown.')).toBeVisible()
    await expect.element(place).toHaveValue('/home/ida/Documents/export.md')
  })
})

it.each([390, 320])('at %i pixels nothing sticks out', async (width) => {
  await page.viewport(width, 800)
  open(true)
  await expect.element(preview.getByText('ignored residents')).toBeVisible()
  expect(stickingOut('main')).toEqual([])
})

it('says what is left out, and why', async () => {
  application.leftOut = [{ id: item.row.id, reason: 'This article has no passage.' }]
  open()
  await preview.getByText('1 left out').click()
  await expect.element(preview.getByText(/This article has no passage\./u)).toBeVisible()
  await expect.element(preview.getByText(/^Council rejects flood report/u)).toBeVisible()
})

it('a collection is one of the things to export, and is chosen by name', async () => {
  application.collections = [
    collectionView('Chapter 2', [{ articleId: item.row.id, annotationId: null }]),
    collectionView('Chapter 3'),
  ]
  open()
  await radio('The collection').click()
  await expect.element(preview.getByText(/1 of 1 passage found in its text/u)).toBeVisible()
  await page.getByRole('combobox', { name: 'Collection' }).selectOptions('Chapter 3')
  await expect.element(preview.getByText('Nothing in this selection is tagged yet.')).toBeVisible()
  await expect.element(page.getByRole('button', { name: 'Export' })).toBeDisabled()
  await radio('All passages').click()
  await expect.element(preview.getByText(/2 of 2 passages found in their text/u)).toBeVisible()
})

it('a failure stands where the preview would, with Retry', async () => {
  application.failure = new AppError('disk-error', 'The disk does not answer. Nothing was written.')
  open()
  await expect
    .element(preview.getByText('The disk does not answer. Nothing was written.'))
    .toBeVisible()
  application.failure = null
  await preview.getByRole('button', { name: 'Retry' }).click()
  await expect.element(preview.getByText('ignored residents')).toBeVisible()
})

it('the preview follows the library', async () => {
  open()
  await expect.element(preview.getByText('ignored residents')).toBeVisible()
  application.passages = [passageView('said since then')]
  application.announce('library.changed', { articleIds: [] })
  await expect.element(preview.getByText('said since then')).toBeVisible()
  await vi.waitUntil(() => preview.getByText('ignored residents').elements().length === 0)
})
