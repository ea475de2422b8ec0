import { afterEach, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { Node as ArticleNode } from 'prosemirror-model'
import type { Passage } from '../../shared/anchoring/describe.ts'
import { textOf } from '../../shared/text/text-of.ts'
import {
  br,
  doc,
  figure,
  inlinePicture,
  p,
  standfirst,
  table,
  title,
  ul,
} from '../../tests/support/article-builders.ts'
import type { Highlight } from './highlight.ts'
import { createArticleEditor, type ArticleEditor } from './view.ts'

let editor: ArticleEditor | null = null
let host: HTMLElement | null = null

afterEach(() => {
  editor?.destroy()
  host?.remove()
  document.getSelection()?.removeAllRanges()
})

function open(article: ArticleNode, told: { selected: Passage[] } = { selected: [] }): string {
  host = document.body.appendChild(document.createElement('div'))
  const text = textOf(article)
  editor = createArticleEditor(host, {
    document: article,
    text,
    language: 'en',
    label: 'Article text',
    highlights: [],
    loadPicture: () => Promise.reject(new Error('no pictures here')),
    onKey: () => false,
    passageToCopy: () => null,
    onSelect: (passage) => told.selected.push(passage),
    onClick: () => undefined,
    onHover: () => undefined,
  })
  return text
}

function draw(...places: [string, number, number][]): void {
  const highlights: Highlight[] = places.map(([id, start, end], index) => ({
    id,
    start,
    end,
    lines: [{ hue: (index % 8) + 1, lineStyle: index % 4 }],
    isStrong: false,
  }))
  editor?.setHighlights(highlights)
}

const marks = (): [string, string | undefined][] =>
  [...document.querySelectorAll<HTMLElement>('mark')].map((mark) => [
    mark.textContent,
    mark.dataset['ids'],
  ])

/** The text node that holds `words`, and where they begin in it. */
function find(words: string): { node: Text; at: number } {
  const walker = document.createTreeWalker(editor?.dom ?? document, NodeFilter.SHOW_TEXT)
  while (walker.nextNode() !== null) {
    const node = walker.currentNode as Text
    const at = node.data.indexOf(words)
    if (at !== -1) return { node, at }
  }
  throw new Error(`not on screen: ${words}`)
}

function selectFromTo(first: string, last: string): void {
  const start = find(first)
  const end = find(last)
  document.getSelection()?.setBaseAndExtent(start.node, start.at, end.node, end.at + last.length)
}

test('crossing and identical highlights are flat marks, each with all its annotations', () => {
  open(doc(p('The council rejected it.')))
  draw(['a', 0, 11], ['b', 4, 20], ['c', 4, 20])
  expect(marks()).toEqual([
    ['The ', 'a'],
    ['council', 'a b c'],
    [' rejected', 'b c'],
  ])
  expect(document.querySelector('mark mark')).toBeNull()
})

test('a highlight over several blocks is one mark in each', () => {
  open(doc(p('One.'), p('Two.')))
  draw(['a', 0, 10])
  expect(marks()).toEqual([
    ['One.', 'a'],
    ['Two.', 'a'],
  ])
})

test('a highlight that goes leaves the text as it was', () => {
  const text = open(doc(p('The council rejected it.')))
  draw(['a', 0, 11], ['b', 4, 20])
  draw()
  expect(marks()).toEqual([])
  expect(editor?.dom.textContent).toBe(text)
})

test.for([
  ['council', 'rejected', 'council 👩‍🚒 rejected'],
  ['👩‍🚒', '👩‍🚒', '👩‍🚒'],
  ['rejected', 'Then', 'rejected\nThen'],
  ['went.', 'Next', 'went.\n\nNext'],
  ['paragraph', 'second', 'paragraph\n\nfirst\nsecond'],
  ['second', 'two', 'second\n\none\ttwo'],
] as const)(
  'a selection from “%s” to “%s” is the passage of the text',
  async ([from, to, words]) => {
    const told: { selected: Passage[] } = { selected: [] }
    const text = open(
      doc(
        title('The headline'),
        p('The council 👩‍🚒 rejected', br(), 'Then it ', inlinePicture(), 'went.'),
        p('Next paragraph'),
        ul('first', 'second'),
        table(['one', 'two']),
        figure('A caption'),
      ),
      told,
    )
    selectFromTo(from, to)
    await expect.poll(() => told.selected.length).toBe(1)
    const [passage] = told.selected
    expect(text.slice(passage?.start, passage?.end)).toBe(words)
  },
)

test('a selection that ends outside the article is taken up to its edge', async () => {
  const told: { selected: Passage[] } = { selected: [] }
  const text = open(doc(p('The first.'), p('The last.')), told)
  const after = host?.appendChild(document.createElement('p'))
  after?.append('below the article')
  const start = find('last')
  document
    .getSelection()
    ?.setBaseAndExtent(start.node, start.at, after?.firstChild ?? document.body, 5)
  await expect.poll(() => told.selected.length).toBe(1)
  expect(text.slice(told.selected[0]?.start, told.selected[0]?.end)).toBe('last.')
})

test('a DOM selection survives a highlight drawn over it', async () => {
  const told: { selected: Passage[] } = { selected: [] }
  open(doc(p('The council rejected it.')), told)
  editor?.focus()
  selectFromTo('council', 'rejected')
  await expect.poll(() => told.selected.length).toBe(1)
  draw(['a', 0, 11])
  expect(document.getSelection()?.toString()).toBe('council rejected')
})

test('the transient layer survives both a redraw and the focus going elsewhere', () => {
  open(doc(p('The council rejected it.')))
  const input = host?.appendChild(document.createElement('input'))
  editor?.layers.paint('pending', [{ start: 4, end: 11 }])
  draw(['a', 0, 20])
  input?.focus()
  const painted = [...(CSS.highlights.get('pending') ?? [])].map((range) =>
    (range as Range).toString(),
  )
  expect(painted).toEqual(['council'])
})

test('typing, deleting and pasting leave the article as it is', async () => {
  const text = open(doc(p('The council rejected it.')))
  editor?.focus()
  selectFromTo('council', 'rejected')
  await userEvent.keyboard('xyz{Delete}{Enter}{Backspace}')
  await userEvent.cut()
  await userEvent.paste()
  expect(editor?.dom.textContent).toBe(text)
})

test('headline and headings are one h1 and lower ones; links open outside', () => {
  open(doc(title('The headline'), standfirst('Said in short'), p('Text')))
  expect(document.querySelectorAll('h1')).toHaveLength(1)
  expect(editor?.headerSlot.previousElementSibling?.textContent).toBe('Said in short')
})

test('a picture that was not kept says so and shows its words', () => {
  open(doc(figure('The gate in March')))
  expect(document.querySelector('.missing-picture')?.textContent).toContain('not kept')
  expect(document.querySelector('figcaption')?.textContent).toBe('The gate in March')
})
