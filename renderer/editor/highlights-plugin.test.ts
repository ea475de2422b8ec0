import fc from 'fast-check'
import { EditorState } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { articleSchema } from '../../shared/text/article-schema.ts'
import { offsetMapOf } from '../../shared/text/offsets.ts'
import { textBlocksOf, textOf } from '../../shared/text/text-of.ts'
import { compareHighlights, highlightsIn, type Highlight } from './highlight.ts'
import {
  highlightsKey,
  highlightsPlugin,
  setHighlights,
  type MarkSpec,
} from './highlights-plugin.ts'

const { nodes, marks } = articleSchema
const strong = [articleSchema.mark(marks.strong)]
const article = articleSchema.node(nodes.doc, null, [
  articleSchema.node(nodes.title, null, [articleSchema.text('Council rejects report')]),
  articleSchema.node(nodes.paragraph, null, [
    articleSchema.text('The council '),
    articleSchema.text('rejected', strong),
    articleSchema.text(' it.'),
    articleSchema.node(nodes.hard_break),
    articleSchema.text('Nobody spoke 👩‍🚒 at all.'),
  ]),
  articleSchema.node(nodes.list, null, [
    articleSchema.node(nodes.list_item, null, [articleSchema.text('first')]),
    articleSchema.node(nodes.list_item, null, [articleSchema.text('second')]),
  ]),
])
const text = textOf(article)

const start = (): EditorState =>
  EditorState.create({ doc: article, plugins: [highlightsPlugin(offsetMapOf(article))] })

const draw = (state: EditorState, highlights: readonly Highlight[]): EditorState =>
  state.apply(setHighlights(state.tr, highlights))

const drawn = (state: EditorState): MarkSpec[] =>
  (highlightsKey.getState(state)?.decorations.find() ?? [])
    .map(({ spec }) => spec as MarkSpec)
    .toSorted((a, b) => a.start - b.start)

const at = (id: string, from: number, to: number): Highlight => ({
  id,
  start: from,
  end: to,
  lines: [{ hue: 1, lineStyle: 0 }],
  isStrong: false,
})

/** Offsets of characters that stand in a textblock: separators cannot be marked. */
const markable = textBlocksOf(article).flatMap((block) =>
  Array.from({ length: block.end - block.start }, (_, index) => block.start + index),
)

test('after any additions and removals each character is in one mark with the right annotations', () => {
  const place = fc
    .tuple(fc.integer({ min: 0, max: text.length - 2 }), fc.integer({ min: 1, max: 40 }))
    .map(([from, length]) => ({ from, to: Math.min(text.length, from + length) }))
  const step = fc.oneof(fc.record({ add: place }), fc.record({ remove: fc.nat({ max: 30 }) }))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let state = start()
      let live: Highlight[] = []
      for (const [index, change] of steps.entries()) {
        live =
          'add' in change
            ? [...live, at(`h${String(index).padStart(2, '0')}`, change.add.from, change.add.to)]
            : live.filter((_, position) => position !== change.remove)
        state = draw(state, live)
        const specs = drawn(state)
        const sorted = live.toSorted(compareHighlights)
        for (const offset of markable) {
          const covering = specs.filter((spec) => spec.start <= offset && offset < spec.end)
          const over = highlightsIn(sorted, offset, offset + 1).map(({ id }) => id)
          expect(covering.map(({ ids }) => ids)).toEqual(over.length === 0 ? [] : [over])
        }
      }
    }),
  )
})

test('removing the inner of two highlights joins the marks that it had cut', () => {
  const outer = at('a', 0, 20)
  const cut = draw(start(), [outer, at('b', 5, 8)])
  expect(drawn(cut)).toHaveLength(3)
  expect(drawn(draw(cut, [outer]))).toEqual([{ start: 0, end: 20, ids: ['a'] }])
})

test('marks far from a change are the very same objects', () => {
  const far = at('b', 60, 64)
  const before = draw(start(), [at('a', 0, 5), far])
  const after = draw(before, [far])
  const typesOf = (state: EditorState): unknown[] =>
    (highlightsKey.getState(state)?.decorations.find() ?? []).map((mark) =>
      Reflect.get(mark, 'type'),
    )
  expect(typesOf(before)).toContain(typesOf(after)[0])
})

test('a new line style redraws the mark', () => {
  const before = draw(start(), [at('a', 0, 5)])
  const other = { ...at('a', 0, 5), lines: [{ hue: 2, lineStyle: 1 }] }
  const [mark] = highlightsKey.getState(draw(before, [other]))?.decorations.find() ?? []
  expect(mark).toMatchObject({ type: { attrs: { class: 'highlight hue-2 line-double' } } })
})

test('two lines are drawn; from the third on the last mark of the run says how many', () => {
  const three = ['a', 'b', 'c'].map((id, index) => ({
    ...at(id, 0, 5),
    lines: [{ hue: index + 1, lineStyle: index }],
  }))
  const [mark] = highlightsKey.getState(draw(start(), three))?.decorations.find() ?? []
  expect(mark).toMatchObject({
    type: {
      attrs: {
        class: 'highlight hue-1 line-solid second-hue-2 second-double',
        'data-count': '3',
        'data-ids': 'a b c',
      },
    },
  })
})
