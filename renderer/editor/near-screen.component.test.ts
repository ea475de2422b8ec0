import { afterEach, expect, test } from 'vitest'
import { page } from 'vitest/browser'
import { textOf } from '../../shared/text/text-of.ts'
import { doc, p } from '../../tests/support/article-builders.ts'
import type { Highlight } from './highlight.ts'
import { fewHighlights } from './highlights-plugin.ts'
import { createArticleEditor, type ArticleEditor } from './view.ts'

const sentence = 'The water stood at the doors of Quay Street for two days. '
const article = doc(
  ...Array.from({ length: 60 }, (_, index) => p(`${index}. ${sentence.repeat(8).trim()}`)),
)
const text = textOf(article)

const many: Highlight[] = Array.from({ length: fewHighlights + 200 }, (_, index) => {
  const start = Math.floor((index / (fewHighlights + 200)) * (text.length - 60))
  return { id: `h${index}`, start, end: start + 50, lines: [], isStrong: false }
})

let editor: ArticleEditor
let scroller: HTMLElement

/** Opens the article in an element that scrolls, as the Reader does. */
async function open(): Promise<void> {
  await page.viewport(800, 600)
  scroller = document.body.appendChild(document.createElement('div'))
  scroller.style.cssText = 'height: 500px; overflow-y: auto; font: 19px/1.7 serif'
  editor = createArticleEditor(scroller, {
    document: article,
    text,
    language: 'en',
    label: 'Article text',
    highlights: many,
    loadPicture: () => Promise.reject(new Error('no pictures here')),
    onKey: () => false,
    passageToCopy: () => null,
    onSelect: () => undefined,
    onClick: () => undefined,
    onHover: () => undefined,
  })
}

afterEach(() => {
  editor.destroy()
  scroller.remove()
})

const paragraphs = () => [...editor.dom.querySelectorAll('p')]
const isMarked = (paragraph: Element | undefined) => paragraph?.querySelector('mark') !== null

test('of very many highlights those two screens around what is seen are drawn, and the rest when it comes near', async () => {
  let told = 0
  await open()
  editor.onDrawn(() => (told += 1))
  expect(isMarked(paragraphs()[0])).toBe(true)
  const reach = () =>
    paragraphs()
      .filter((paragraph) => isMarked(paragraph))
      .at(-1)
      ?.getBoundingClientRect().bottom ?? 0
  await expect.poll(reach).toBeGreaterThan(3 * 500)
  expect(isMarked(paragraphs().at(-1))).toBe(false)
  expect(editor.isDrawn({ start: text.length - 60, end: text.length - 10 })).toBe(false)
  expect(told).toBeGreaterThan(0)
  scroller.scrollTop = scroller.scrollHeight
  await expect.poll(() => isMarked(paragraphs().at(-1))).toBe(true)
  expect(isMarked(paragraphs()[25])).toBe(false)
  expect(editor.isDrawn({ start: text.length - 60, end: text.length - 10 })).toBe(true)
})

test('paper gets all of very many, and what stands beside them', async () => {
  await open()
  expect(isMarked(paragraphs().at(-1))).toBe(false)
  const element = document.createElement('div')
  element.textContent = 'Quay'
  editor.showOnPaper([{ start: text.length - 60, element }])
  expect(paragraphs().every((paragraph) => isMarked(paragraph))).toBe(true)
  expect(paragraphs().at(-1)?.contains(element)).toBe(true)
  editor.showOnPaper([])
  expect(element.isConnected).toBe(false)
})
