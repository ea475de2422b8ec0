import '../../styles/tokens.css'
import '../../styles/base.css'
import '../../styles/prose.css'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createClient, type Client } from '../../../shared/api/client.ts'
import { serve } from '../../../shared/api/serve.ts'
import type { ReadingPlace } from '../../../shared/domain/session.ts'
import { AppError } from '../../../shared/errors.ts'
import { portPair } from '../../../tests/support/port-pair.ts'
import { bindUndo, tellStep } from '../../app/undoing.ts'
import { createStore } from '../../stores/store.ts'
import { createUndo, type UndoStore } from '../../stores/undo.ts'
import { createUnsavedNotes } from '../../stores/unsaved-notes.ts'
import { announcement } from '../../ui/announce.ts'
import { floodReport } from '../../../tests/support/flood-report.ts'
import { inMemoryArticle, type InMemoryArticle } from '../../../tests/support/in-memory-article.ts'
import type { PanelTab } from './reading.ts'
import { Reader } from './Reader.tsx'

let library: InMemoryArticle
let client: Client
let undo: UndoStore
let root: Root
let host: HTMLElement
let wires: ReturnType<typeof portPair>
let unbind: () => void

beforeEach(async () => {
  await page.viewport(1280, 800)
  library = inMemoryArticle(floodReport())
  wires = portPair()
  serve(library.application, wires.far, (bug) => {
    throw bug
  })
  client = createClient(wires.near)
  undo = createUndo(client, tellStep)
  unbind = bindUndo(undo)
})

afterEach(() => {
  unbind()
  root.unmount()
  wires.close()
  host.remove()
})

async function open(): Promise<void> {
  host = document.body.appendChild(document.createElement('div'))
  host.style.height = '100vh'
  root = createRoot(host)
  root.render(
    <Reader
      client={client}
      articleId={library.articleId}
      shared={{
        undo,
        unsaved: createUnsavedNotes(),
        panelTab: createStore<PanelTab>('passages'),
        place: createStore<ReadingPlace | null>(null),
      }}
      codebook={() => null}
      onLeave={() => root.render(<p>Elsewhere</p>)}
    />,
  )
  await expect.element(article()).toHaveFocus()
}

/** An annotation on `declined to comment`, made before the window was opened. */
function mark(paths: readonly string[] = []): void {
  const start = library.text.indexOf('declined to comment')
  library.mark({ start, end: start + 19 }, paths)
}

/** Somebody else writes a note on the only annotation, and this window hears of it only if it asks. */
async function noteElsewhere(): Promise<void> {
  library.annotations = library.annotations.map((view) => ({
    ...view,
    annotation: { ...view.annotation, note: 'Theirs', rev: view.annotation.rev + 1 },
  }))
  await client.call('codebook.list', {})
}

const article = () => page.getByRole('document', { name: 'Article text' })
const status = (): string => document.querySelector('footer')?.textContent ?? ''
const note = () => page.getByRole('textbox', { name: 'Note, in Markdown' })
const popover = () => page.getByRole('toolbar')
const kept = (): string[] =>
  library.annotations
    .filter(({ annotation }) => annotation.removed === null)
    .map(
      ({ annotation, tags }) =>
        `${annotation.target.quote?.exact ?? 'whole article'}: ${tags.map(({ path }) => path).join(', ')}`,
    )
const notes = () => library.annotations.map(({ annotation }) => annotation.note)
const marks = (): string[] => [...document.querySelectorAll('mark')].map((one) => one.textContent)
const pressUndo = () => userEvent.keyboard('{Control>}z{/Control}')
const pressRedo = () => userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}')

test('a tag is undone and redone by keys, on disk, on screen and in words', async () => {
  mark(['Sources'])
  await open()
  await userEvent.keyboard(']t')
  await userEvent.keyboard('Frames/Blame{Enter}')
  await expect.poll(kept).toEqual(['declined to comment: Sources, Frames/Blame'])
  await pressUndo()
  await expect.poll(kept).toEqual(['declined to comment: Sources'])
  const said = 'Undone: Tag “Frames/Blame”. Ctrl+Shift+Z redoes it.'
  await expect.poll(status).toContain(said)
  expect(announcement.get().text).toBe(said)
  await expect.element(article()).toHaveFocus()
  await pressRedo()
  await expect.poll(kept).toEqual(['declined to comment: Sources, Frames/Blame'])
  await expect.poll(status).toContain('Redone: Tag “Frames/Blame”. Ctrl+Z undoes it.')
  await pressUndo()
  await userEvent.keyboard('{Control>}y{/Control}')
  await expect.poll(kept).toEqual(['declined to comment: Sources, Frames/Blame'])
})

test('the line about a step goes with the next key or click', async () => {
  await open()
  await pressUndo()
  await expect.poll(status).toContain('Nothing to undo.')
  await userEvent.keyboard('j')
  await expect.poll(status).not.toContain('Nothing to undo.')
  await pressRedo()
  await expect.poll(status).toContain('Nothing to redo.')
  await page.getByText(/Her department declined/u).click()
  await expect.poll(status).not.toContain('Nothing to redo.')
})

test('when a new tag is undone its words stay chosen, and redo holds the annotation again', async () => {
  await open()
  await userEvent.keyboard('j{ArrowRight}t')
  await userEvent.keyboard('Frames/Blame{Enter}')
  await expect.poll(() => marks().length).toBeGreaterThan(0)
  await pressUndo()
  await expect.poll(marks).toEqual([])
  const pending = () => [...(CSS.highlights.get('pending') ?? [])].map(String)
  await expect.poll(pending).toHaveLength(1)
  await userEvent.keyboard('h')
  await expect.poll(kept).toHaveLength(1)
  await pressUndo()
  await expect.poll(kept).toEqual([])
  await pressRedo()
  await expect.poll(kept).toHaveLength(1)
  await expect.poll(pending).toEqual([])
  await userEvent.keyboard('{Delete}')
  await expect.poll(kept).toEqual([])
})

test('a removal is undone by keys as by the Undo beside the passage: it is one history', async () => {
  mark(['Frames/Blame'])
  await open()
  const button = page.getByRole('button', { name: 'Undo' })
  await userEvent.keyboard(']{Delete}')
  await expect.element(button.first()).toBeVisible()
  await pressUndo()
  await expect.poll(kept).toEqual(['declined to comment: Frames/Blame'])
  await expect.poll(() => button.elements()).toEqual([])
  await pressRedo()
  await expect.poll(kept).toEqual([])
  await pressUndo()
  await expect.poll(marks).toEqual(['declined to comment'])
  await userEvent.keyboard('{Delete}')
  await button.first().click()
  await expect.poll(kept).toEqual(['declined to comment: Frames/Blame'])
  await expect.poll(status).toContain('Undone: Removal.')
  await expect.element(article()).toHaveFocus()
})

test('the removal of tags on the whole article is undone too, and leaves no “Removed” behind', async () => {
  library.mark(null, ['Floods'])
  await open()
  const panel = page.getByRole('complementary')
  await panel.getByRole('button', { name: 'Whole article Floods' }).click()
  await panel.getByRole('button', { name: 'Remove' }).click()
  const button = page.getByRole('button', { name: 'Undo' })
  await expect.element(button.first()).toBeVisible()
  await pressUndo()
  await expect.poll(kept).toEqual(['whole article: Floods'])
  await expect.poll(() => button.elements()).toEqual([])
  await expect.element(article()).toHaveFocus()
})

test('an undo in the same breath as a removal leaves no “Removed” behind', async () => {
  mark(['Frames/Blame'])
  await open()
  await expect.poll(marks).toEqual(['declined to comment'])
  await userEvent.keyboard(']{Delete}{Control>}z{/Control}')
  await expect.poll(() => library.annotations[0]?.annotation.rev).toBe(3)
  await expect.poll(status).toContain('Undone: Removal.')
  expect(kept()).toEqual(['declined to comment: Frames/Blame'])
  expect(page.getByRole('button', { name: 'Undo' }).elements()).toEqual([])
})

test('the end of a passage goes back step by step', async () => {
  mark()
  await open()
  await userEvent.keyboard(']{Alt>}{Shift>}{ArrowRight}{ArrowRight}{/Shift}{/Alt}')
  await expect.poll(() => library.annotations[0]?.annotation.rev).toBe(3)
  await pressUndo()
  await expect.poll(kept).toEqual(['declined to comment on: '])
  await expect.poll(status).toContain('Undone: Change of passage.')
  await pressUndo()
  await expect.poll(kept).toEqual(['declined to comment: '])
  await expect.poll(marks).toEqual(['declined to comment'])
})

test('a note kept at several pauses is one step; while it is written Ctrl+Z is the field’s', async () => {
  mark()
  await open()
  await userEvent.keyboard(']n')
  await userEvent.keyboard('See the ')
  await expect.poll(notes).toEqual(['See the '])
  await userEvent.keyboard('minutes')
  await expect.poll(notes).toEqual(['See the minutes'])
  await pressUndo()
  await expect.element(note()).not.toHaveValue('See the minutes')
  await userEvent.keyboard('{Control>}{Shift>}z{/Shift}{/Control}{Escape}')
  await expect.poll(notes).toEqual(['See the minutes'])
  await expect.element(article()).toHaveFocus()
  await pressUndo()
  await expect.poll(notes).toEqual([''])
  await expect.poll(status).toContain('Undone: Note.')
  await pressRedo()
  await expect.poll(notes).toEqual(['See the minutes'])
})

test('while a tag is looked for Ctrl+Z is the field’s', async () => {
  mark(['Sources'])
  await open()
  await userEvent.keyboard(']{Alt>}{Shift>}{ArrowRight}{/Shift}{/Alt}t')
  await expect.poll(kept).toEqual(['declined to comment on: Sources'])
  await userEvent.keyboard('Bl')
  await pressUndo()
  await client.call('codebook.list', {})
  expect(kept()).toEqual(['declined to comment on: Sources'])
})

test('a step on what was changed elsewhere is refused beside its passage, and what is new is shown', async () => {
  mark()
  await open()
  await userEvent.keyboard(']t')
  await userEvent.keyboard('Frames/Blame{Enter}')
  await expect.poll(kept).toEqual(['declined to comment: Frames/Blame'])
  await noteElsewhere()
  const spoken = announcement.get().number
  await pressUndo()
  const sentence =
    '“Tag Frames/Blame” can’t be undone: the annotation was changed elsewhere meanwhile. Nothing was changed.'
  await expect.element(popover().getByRole('alert')).toHaveTextContent(sentence)
  await expect.poll(status).toContain(sentence)
  // An alert is spoken by itself.
  expect(announcement.get().number).toBe(spoken)
  expect(kept()).toEqual(['declined to comment: Frames/Blame'])
  expect(notes()).toEqual(['Theirs'])
  await expect.element(page.getByRole('complementary').getByText('Theirs')).toBeVisible()
  await pressUndo()
  await expect.poll(status).toContain('Nothing to undo.')
})

test('a removal that can’t be undone is said in the status line, without a dead Undo', async () => {
  mark()
  await open()
  await userEvent.keyboard(']{Delete}')
  await expect.poll(kept).toEqual([])
  await noteElsewhere()
  await pressUndo()
  await expect.poll(status).toContain('“Removal” can’t be undone')
  expect(announcement.get().text).toContain('“Removal” can’t be undone')
  expect(page.getByRole('button', { name: 'Undo' }).elements()).toEqual([])
})

test('an undo that fails stays possible, and says why beside the passage', async () => {
  mark(['Frames/Blame'])
  await open()
  await userEvent.keyboard(']{Delete}')
  await expect.poll(kept).toEqual([])
  library.failure = new AppError('disk-full', 'The disk is full; nothing was written.')
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect
    .element(page.getByRole('alert'))
    .toHaveTextContent('“Removal” was not undone. The disk is full; nothing was written.')
  library.failure = null
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect.poll(kept).toEqual(['declined to comment: Frames/Blame'])
})

test('what was done in an article is undone after leaving it', async () => {
  mark()
  await open()
  await userEvent.keyboard(']{Delete}')
  await expect.poll(kept).toEqual([])
  await userEvent.keyboard('{Escape}{Escape}')
  await expect.element(page.getByText('Elsewhere')).toBeVisible()
  await pressUndo()
  await expect.poll(kept).toEqual(['declined to comment: '])
  expect(announcement.get().text).toBe('Undone: Removal. Ctrl+Shift+Z redoes it.')
})

test('the focus goes to the text when undo takes its entry off the list', async () => {
  await open()
  await userEvent.keyboard('j{ArrowRight}h')
  await expect.poll(kept).toHaveLength(1)
  await userEvent.keyboard('{Enter}')
  await expect.element(article()).not.toHaveFocus()
  await pressUndo()
  await expect.poll(kept).toEqual([])
  await expect.element(article()).toHaveFocus()
})
