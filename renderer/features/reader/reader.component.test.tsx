import { axeFaults } from '../../../tests/support/axe-on-screen.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { AnnotationView } from '../../../shared/api/views.ts'
import { AppError } from '../../../shared/errors.ts'
import { floodReport } from '../../../tests/support/flood-report.ts'
import { inMemoryArticle, type InMemoryArticle } from '../../../tests/support/in-memory-article.ts'
import {
  articleText as article,
  pending,
  showReader,
  sweep,
  type ReaderOnScreen,
} from '../../../tests/support/reader-on-screen.tsx'

let library: InMemoryArticle
let reader: ReaderOnScreen

beforeEach(async () => {
  await page.viewport(1280, 800)
  library = inMemoryArticle(floodReport())
})

afterEach(() => reader.close())

async function open(): Promise<void> {
  reader = await showReader(library)
}

const picker = () => page.getByRole('combobox', { name: 'Tag' })
const popover = () => page.getByRole('toolbar', { name: 'Selected words' })
const alertText = () => page.getByRole('alert').query()?.textContent
const exact = ({ annotation }: AnnotationView): string | undefined => annotation.target.quote?.exact
const kept = (): string[] =>
  library.annotations
    .filter(({ annotation }) => annotation.removed === null)
    .map(
      (view) =>
        `${exact(view) ?? 'whole article'}: ${view.tags.map(({ path }) => path).join(', ')}`,
    )
const marksWith = (words: string): string[] =>
  [...document.querySelectorAll('mark')]
    .map((mark) => mark.textContent)
    .filter((text) => text.includes(words))

const firstSentence = 'The vote, 19 to 12, came after four hours of debate.'

test('keys alone lead from a paragraph to a tagged passage', async () => {
  await open()
  await userEvent.keyboard('j{ArrowRight}{ArrowRight}{Shift>}{ArrowRight}{/Shift}')
  expect(pending()).toContain(firstSentence)
  await userEvent.keyboard('t')
  await expect.element(picker()).toHaveFocus()
  expect(await axeFaults()).toEqual([])
  await userEvent.keyboard('Frames/Blame{Enter}')
  await expect.poll(() => library.annotations.length).toBe(1)
  const start = library.text.indexOf(firstSentence)
  const end = library.text.indexOf(' Her department')
  expect(library.annotations[0]?.annotation.target.position).toMatchObject({ start, end })
  expect(library.annotations[0]?.tags.map(({ path }) => path)).toEqual(['Frames/Blame'])
  await expect.element(article()).toHaveFocus()
  await expect.poll(() => marksWith('The vote')).toHaveLength(1)
})

test('with the list of passages open on a narrow window, the list alone says what can be done', async () => {
  await page.viewport(390, 800)
  await open()
  await sweep('declined to comment')
  await expect.element(popover()).toBeVisible()
  await page.getByRole('button', { name: /^Passages/u }).click()
  await expect.element(popover()).not.toBeInTheDocument()
})

test('the text says where it was captured from', async () => {
  await open()
  const link = page.getByRole('link', { name: /\.example$/u }).first()
  await expect.element(link).toHaveAttribute('href', expect.stringContaining('https://'))
  await expect.element(link).toHaveAttribute('rel', 'noopener noreferrer')
})

test('the popover shows beside words swept with the mouse and never takes the focus', async () => {
  await open()
  await sweep('declined to comment')
  await expect.element(popover()).toBeVisible()
  await expect.element(article()).toHaveFocus()
  await popover().getByRole('button', { name: 'Highlight' }).click()
  await expect.poll(kept).toEqual(['declined to comment: '])
  await expect.element(article()).toHaveFocus()
  // What is kept shows its own ground: no selection is left lying over it.
  await expect.poll(() => document.getSelection()?.isCollapsed).toBe(true)
  expect(pending()).toBe('')
})

test('a double click chooses a word, a triple click the paragraph', async () => {
  await open()
  const paragraph = page.getByText(/Her department declined/u)
  await userEvent.tripleClick(paragraph)
  await expect.poll(pending).toMatch(/^“We were not told,”.*summer recess\.$/u)
  await expect.element(popover()).toBeVisible()
  await userEvent.keyboard('h')
  await expect.poll(kept).toHaveLength(1)
  await expect.poll(pending).toBe('')
  await userEvent.dblClick(page.getByRole('heading', { level: 1 }))
  await expect.poll(pending).toMatch(/^[\p{L}“”]+$/u)
})

test('nothing shows while the pointer is still down', async () => {
  await open()
  document.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
  const node = document.createTreeWalker(article().element(), NodeFilter.SHOW_TEXT).nextNode()
  if (node === null) throw new Error('no text')
  document.getSelection()?.setBaseAndExtent(node, 0, node, 5)
  await expect.poll(() => document.getSelection()?.toString()).not.toBe('')
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
  expect(popover().query()).toBeNull()
  document.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }))
  await expect.element(popover()).toBeVisible()
})

test('the pending passage stays painted while the picker has the focus, and Esc gives it back', async () => {
  await open()
  await sweep('declined to comment')
  await userEvent.keyboard('t')
  await expect.element(picker()).toHaveFocus()
  expect(pending()).toBe('declined to comment')
  await userEvent.keyboard('bl{Escape}')
  await expect.element(article()).toHaveFocus()
  expect(pending()).toBe('declined to comment')
  await expect.element(popover()).toBeVisible()
  expect(library.annotations).toEqual([])
})

test('a second tag on the same words joins the annotation; other words make another', async () => {
  await open()
  await sweep('declined to comment')
  await userEvent.keyboard('t')
  await userEvent.keyboard('Blame{Control>}{Enter}{/Control}')
  await expect.poll(kept).toEqual(['declined to comment: Blame'])
  await expect.element(picker()).toHaveValue('')
  await userEvent.keyboard('Official{Enter}')
  await expect.poll(kept).toEqual(['declined to comment: Blame, Official'])
  await sweep('Officials said')
  await userEvent.keyboard('q')
  await expect
    .poll(kept)
    .toEqual(['declined to comment: Blame, Official', 'Officials said: Official'])
})

test('a highlight is drawn only when it is kept; until then the selection stays', async () => {
  let release = (): void => undefined
  library.hold = new Promise((resolve) => {
    release = resolve
  })
  await open()
  await sweep('declined to comment')
  await userEvent.keyboard('h')
  await expect.element(page.getByText('Saving…')).toBeVisible()
  expect(marksWith('declined')).toEqual([])
  expect(pending()).toBe('declined to comment')
  release()
  await expect.poll(() => marksWith('declined')).toEqual(['declined to comment'])
  expect(pending()).toBe('')
})

test('when the library refuses, the sentence stands beside the passage and the selection is kept', async () => {
  library.failure = new AppError(
    'disk-full',
    'The disk is full; nothing was written. Free some space.',
  )
  await open()
  await sweep('declined to comment')
  await userEvent.keyboard('t')
  await userEvent.keyboard('Blame{Enter}')
  await expect.poll(alertText).toContain('The disk is full')
  await expect.element(picker()).toHaveValue('Blame')
  expect(pending()).toBe('declined to comment')
  library.failure = null
  await userEvent.keyboard('{Enter}')
  await expect.poll(kept).toEqual(['declined to comment: Blame'])
})

test('O goes through highlights that lie on one another, and identical ones stay two', async () => {
  const start = library.text.indexOf('Her department declined')
  library.mark({ start, end: start + 23 }, ['Frames/Blame'])
  library.mark({ start, end: start + 23 }, ['Sources/Official'])
  await open()
  await expect.poll(() => marksWith('Her department')).toHaveLength(1)
  await page.getByText('Her department declined').first().click()
  const current = () => document.querySelector('[aria-current="true"]')?.textContent
  await expect.poll(current).toBeTruthy()
  const first = current()
  await userEvent.keyboard('o')
  await expect.poll(current).not.toBe(first)
  expect(
    new Set([first, current()].map((entry) => entry?.replace('Her department declined', ''))),
  ).toEqual(new Set(['Blame', 'Official']))
  await userEvent.keyboard('o')
  await expect.poll(current).toBe(first)
})

test('Del removes the annotation that is held, and Undo brings it back', async () => {
  const start = library.text.indexOf('declined to comment')
  library.mark({ start, end: start + 19 }, ['Frames/Blame'])
  await open()
  await userEvent.keyboard(']{Delete}')
  await expect.poll(kept).toEqual([])
  await expect.poll(() => marksWith('declined')).toEqual([])
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect.poll(kept).toEqual(['declined to comment: Frames/Blame'])
  await expect.poll(() => marksWith('declined')).toHaveLength(1)
  await expect.element(article()).toHaveFocus()
})

test('a note is kept by itself, and Esc leaves nothing behind', async () => {
  await open()
  await sweep('declined to comment')
  await userEvent.keyboard('n')
  await userEvent.keyboard('See the *minutes*{Escape}')
  await expect
    .poll(() => library.annotations.map(({ annotation }) => annotation.note))
    .toEqual(['See the *minutes*'])
  await expect.element(article()).toHaveFocus()
  await userEvent.keyboard('n')
  await userEvent.keyboard('!')
  await expect
    .poll(() => library.annotations.map(({ annotation }) => annotation.note))
    .toEqual(['See the *minutes*!'])
})

test('a note goes on where it was when the window turns narrow, and wide again', async () => {
  await open()
  await sweep('Her department declined')
  await userEvent.keyboard('n')
  const area = page.getByRole('textbox', { name: 'Note, in Markdown' })
  await expect.element(area).toHaveFocus()
  await userEvent.keyboard('First')
  await page.viewport(390, 800)
  await expect.element(area).toHaveValue('First')
  await expect.element(area).toHaveFocus()
  await userEvent.keyboard(' second')
  await page.viewport(1280, 800)
  await expect.element(area).toHaveValue('First second')
  await userEvent.keyboard('{Escape}')
  await expect
    .poll(() => library.annotations.map(({ annotation }) => annotation.note))
    .toEqual(['First second'])
})

test('a note that cannot be kept stays open with what was typed', async () => {
  library.failure = new AppError('disk-full', 'The disk is full; nothing was written.')
  await open()
  await sweep('declined to comment')
  await userEvent.keyboard('n')
  await userEvent.keyboard('A thought{Escape}')
  await expect.poll(alertText).toContain('The disk is full')
  const area = page.getByRole('textbox', { name: 'Note, in Markdown' })
  await expect.element(area).toHaveValue('A thought')
  library.failure = null
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect.poll(() => library.annotations[0]?.annotation.note).toBe('A thought')
})

test('with nothing selected T tags the whole article, shown under the headline', async () => {
  await open()
  await userEvent.keyboard('t')
  await expect.element(page.getByRole('region', { name: 'Tag the whole article' })).toBeVisible()
  await userEvent.keyboard('Floods{Enter}')
  await expect.poll(kept).toEqual(['whole article: Floods'])
  const tags = page.getByRole('region', { name: 'Tags of the whole article' })
  await expect.poll(() => tags.query()?.textContent).toContain('Floods')
  await tags.getByRole('button', { name: 'Take Floods off the article' }).click()
  await expect.poll(kept).toEqual(['whole article: '])
})

test('on a held annotation the end of its passage moves by a word', async () => {
  const start = library.text.indexOf('declined to comment')
  library.mark({ start, end: start + 19 }, [])
  await open()
  await userEvent.keyboard(']{Alt>}{Shift>}{ArrowRight}{/Shift}{/Alt}')
  await expect.poll(kept).toEqual(['declined to comment on: '])
  await userEvent.keyboard('{Alt>}{Shift>}{ArrowLeft}{/Shift}{/Alt}')
  await expect.poll(kept).toEqual(['declined to comment: '])
})

test('annotations that others add appear without touching selection, focus or scroll', async () => {
  await open()
  await sweep('declined to comment')
  const scroller = article().element().closest('[class*="scroller"]')
  scroller?.scrollTo(0, 40)
  library.mark({ start: 0, end: 44 }, ['Frames/Blame'])
  library.announce('library.changed', { articleIds: [library.articleId] })
  await expect.poll(() => marksWith('Council rejects')).toHaveLength(1)
  expect(pending()).toBe('declined to comment')
  expect(scroller?.scrollTop).toBe(40)
  await expect.element(article()).toHaveFocus()
})

test('Esc lets go of the selection first and leaves the article second', async () => {
  await open()
  await userEvent.keyboard('j{Escape}')
  expect(pending()).toBe('')
  expect(reader.timesLeft()).toBe(0)
  await userEvent.keyboard('{Escape}')
  expect(reader.timesLeft()).toBe(1)
})

test('Enter leads from a highlight to its entry in the list, Esc back to the text', async () => {
  const start = library.text.indexOf('declined to comment')
  library.mark({ start, end: start + 19 }, ['Frames/Blame'])
  await open()
  await userEvent.keyboard(']{Enter}')
  await expect.poll(() => document.activeElement?.textContent).toContain('declined to comment')
  await userEvent.keyboard('{Escape}')
  await expect.element(article()).toHaveFocus()
})

test('what could not be read is said over the text, and is never “nothing marked”', async () => {
  const sentence = 'The file annotations.x.json can’t be read, so its annotations are not shown.'
  library.problems = [sentence]
  await open()
  await expect.poll(alertText).toContain(sentence)
  const panel = page.getByRole('complementary', { name: 'Passages in this article' })
  expect(panel.element().textContent).toContain('No passage can be shown, though some may be there')
})

test('a slash in the wrong place says why that is no tag, and Enter takes nothing', async () => {
  await open()
  await sweep('declined to comment')
  await userEvent.keyboard('t')
  await userEvent.keyboard('Frames//Blame')
  const sentence = page.getByText(/is no tag: .*Type Frames\/Blame/u)
  await expect.element(sentence).toBeVisible()
  await userEvent.keyboard('{Enter}')
  await expect.element(picker()).toHaveValue('Frames//Blame')
  const described = picker().element().getAttribute('aria-describedby') ?? ''
  expect(document.getElementById(described)?.textContent).toContain('Type Frames/Blame')
  expect(library.annotations).toEqual([])
})
