import axe from 'axe-core'
import { createRef } from 'react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { tagView } from '../../../tests/support/in-memory-places.ts'
import { showPlace } from '../../../tests/support/place-on-screen.tsx'
import type { TagView } from '../../../shared/api/views.ts'
import { AppError } from '../../../shared/errors.ts'
import { createStore } from '../../stores/store.ts'
import { CodebookPanel } from './CodebookPanel.tsx'
import type { TagDraft } from './tag-draft.ts'

const blame = tagView('Frames/Blame', { definition: 'A party is at fault.', branchUses: 12 })
const tags = [
  tagView('Frames', { branchUses: 43, uses: 0 }),
  blame,
  tagView('Frames/Cost', { lineStyle: 2, branchUses: 10 }),
  tagView('Sources', { hue: 5, branchUses: 0, uses: 0 }),
]

let close: () => void
let done: string[]
let changes: unknown[]
let refusal: AppError | null
beforeEach(async () => {
  await page.viewport(1280, 800)
  done = []
  changes = []
  refusal = null
})
afterEach(() => close())

function open(held: 'words' | null, all: readonly TagView[] = tags): void {
  const name = (id: string): string => all.find((tag) => tag.id === id)?.path ?? ''
  close = showPlace(
    <main>
      <CodebookPanel
        tags={all}
        problem={null}
        held={held}
        filter={createRef()}
        drafts={createStore<TagDraft | null>(null)}
        onTag={(id) => done.push(`tag ${name(id)}`)}
        onLeave={() => done.push('leave')}
        onPassages={(id) => done.push(`passages of ${name(id)}`)}
        onChange={(tag, edit) => {
          changes.push(edit)
          const { name: newName = tag.name, definition = tag.definition } = edit
          const changed = { ...tag, name: newName, definition }
          return refusal === null ? Promise.resolve(changed) : Promise.reject(refusal)
        }}
      />
    </main>,
    [],
  )
}

const line = (name: RegExp) => page.getByRole('treeitem', { name })
const lines = (): string[] =>
  page
    .getByRole('treeitem')
    .elements()
    .map((element) => element.textContent)

it('a click on a tag tags what is held, and the text keeps the focus', async () => {
  open('words')
  const before = document.activeElement
  await line(/^Blame/u).click()
  expect(done).toEqual(['tag Frames/Blame'])
  expect(document.activeElement).toBe(before)
  await expect.element(page.getByText('A party is at fault.')).toBeVisible()
})

it('with nothing held a click shows what the tag means, and leads to its passages', async () => {
  open(null)
  await line(/^Blame/u).click()
  await expect.element(page.getByText('A party is at fault.')).toBeVisible()
  await page.getByRole('button', { name: 'Show 12 passages' }).click()
  expect(done).toEqual(['passages of Frames/Blame'])
})

it('letters narrow the tree; Enter takes the tag and goes back to the text', async () => {
  open('words')
  const field = page.getByRole('searchbox', { name: 'Filter tags' })
  await field.fill('COS')
  expect(lines()).toEqual(['Frames43 passages', 'Cost10 passages'])
  await userEvent.keyboard('{Enter}')
  expect(done).toEqual(['tag Frames/Cost', 'leave'])
  await field.fill('zebra')
  await expect.element(page.getByText('No tag has “zebra” in its name.')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  expect(lines()).toHaveLength(4)
  await userEvent.keyboard('{Escape}')
  expect(done.at(-1)).toBe('leave')
})

it('the arrows walk the tree, close and open a branch', async () => {
  open('words')
  await page.getByRole('searchbox').click()
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(line(/^Frames/u)).toHaveFocus()
  await userEvent.keyboard('{ArrowLeft}')
  await expect.element(line(/^Frames/u)).toHaveAttribute('aria-expanded', 'false')
  expect(lines()).toHaveLength(2)
  await userEvent.keyboard('{ArrowRight}{ArrowRight}')
  await expect.element(line(/^Blame/u)).toHaveFocus()
  await userEvent.keyboard('{ArrowLeft}')
  await expect.element(line(/^Frames/u)).toHaveFocus()
  await userEvent.keyboard('{End}')
  await expect.element(line(/^Sources/u)).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  expect(done).toEqual(['tag Sources', 'leave'])
})

it('Enter with nothing held says what to do first', async () => {
  open(null)
  await page.getByRole('searchbox').click()
  await userEvent.keyboard('{ArrowDown}{Enter}')
  await expect.element(page.getByText(/Choose words in the text first/u)).toBeInTheDocument()
  expect(done).toEqual([])
})

it('a name and a definition are edited in place; what is refused keeps what was typed', async () => {
  open(null)
  await line(/^Blame/u).click()
  await page.getByRole('button', { name: 'Edit Blame' }).click()
  const name = page.getByRole('textbox', { name: 'Name' })
  await expect.element(name).toHaveFocus()
  refusal = new AppError('already-exists', 'There is a tag “Cost” in “Frames” already.')
  await name.fill('Cost')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText(/“Cost” in “Frames” already.*still here/u)).toBeVisible()
  await expect.element(name).toHaveValue('Cost')
  await userEvent.keyboard('{Escape}')
  await expect.element(page.getByText(/not saved yet/u)).toBeVisible()
  refusal = null
  await name.fill('Fault')
  await page.getByRole('textbox', { name: 'Definition' }).fill('Somebody did it.')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect.element(page.getByRole('button', { name: 'Edit Blame' })).toHaveFocus()
  expect(changes).toEqual([{ name: 'Cost' }, { name: 'Fault', definition: 'Somebody did it.' }])
})

it('a tag that was found by its letters stays in the tree when its name loses them', async () => {
  open(null)
  const field = page.getByRole('searchbox', { name: 'Filter tags' })
  await field.fill('bla')
  await page.getByRole('button', { name: 'Edit Blame' }).click()
  const name = page.getByRole('textbox', { name: 'Name' })
  await name.fill('Blaming')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('button', { name: 'Edit Blame' })).toHaveFocus()
  await expect.element(field).toHaveValue('bla')
  await page.getByRole('button', { name: 'Edit Blame' }).click()
  await name.fill('Fault')
  await userEvent.keyboard('{Enter}')
  await expect.element(field).toHaveValue('')
  expect(lines()).toHaveLength(4)
})

it('an empty codebook says how a tag comes in', async () => {
  open(null, [])
  await expect.element(page.getByText(/No tags yet/u)).toBeVisible()
})

it('is without findings for axe, at rest and while a tag is edited', async () => {
  open('words')
  await line(/^Blame/u).click()
  const findings = async () => (await axe.run('main')).violations.map(({ id }) => id)
  expect(await findings()).toEqual([])
  await page.getByRole('button', { name: 'Edit Blame' }).click()
  expect(await findings()).toEqual([])
})
