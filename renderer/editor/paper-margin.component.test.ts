import './paper-margin.css'
import { EditorState } from 'prosemirror-state'
import { EditorView } from 'prosemirror-view'
import { afterEach, expect, test } from 'vitest'
import { offsetMapOf } from '../../shared/text/offsets.ts'
import { textOf } from '../../shared/text/text-of.ts'
import { doc, p, table } from '../../tests/support/article-builders.ts'
import { paperMarginPlugin, setMarginNotes } from './paper-margin.ts'
import { nodeViewsOf } from './rendering.ts'

const article = doc(p('Water rose by noon.'), table(['Quay Street', '1.4 metres']))
const map = offsetMapOf(article)

let view: EditorView
afterEach(() => view.destroy())

/** Puts a note beside where these words begin. */
function noteBeside(words: string): HTMLElement {
  view = new EditorView(document.body, {
    state: EditorState.create({ doc: article, plugins: [paperMarginPlugin(map)] }),
    nodeViews: nodeViewsOf(() => Promise.reject(new Error('no pictures here'))),
  })
  const element = document.createElement('div')
  const start = textOf(article).indexOf(words)
  view.dispatch(setMarginNotes(view.state.tr, [{ start, element }]))
  return element
}

test('a note stands where its passage begins, to float from that line', () => {
  const note = noteBeside('rose')
  expect(note.previousSibling?.textContent).toBe('Water ')
  expect(note.nextSibling?.textContent).toBe('rose by noon.')
})

test('beside a table, whose cells would hold it, it stands before the whole', () => {
  const note = noteBeside('1.4 metres')
  expect(note.nextElementSibling?.tagName).toBe('TABLE')
})

test('on screen nothing of it shows', () => {
  expect(getComputedStyle(noteBeside('rose')).display).toBe('none')
})
