import fc from 'fast-check'
import { EditorState } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { offsetMapOf } from '../../shared/text/offsets.ts'
import { textOf } from '../../shared/text/text-of.ts'
import { doc, p } from '../../tests/support/article-builders.ts'
import type { Highlight } from './highlight.ts'
import {
  areDrawn,
  drawNear,
  fewHighlights,
  highlightsKey,
  highlightsPlugin,
  setHighlights,
  type MarkSpec,
} from './highlights-plugin.ts'

const paragraph = 'The water stood at the doors of Quay Street for two days. '.repeat(9).trim()
const article = doc(...Array.from({ length: 12 }, () => p(paragraph)))
const text = textOf(article)
const map = offsetMapOf(article)

/** More highlights than are drawn at once, all over the text. */
const many: Highlight[] = Array.from({ length: fewHighlights + 100 }, (_, index) => {
  const start = (index * 7919) % (text.length - 200)
  const end = start + 30 + (index % 90)
  return { id: `h${index}`, start, end, lines: [{ hue: 1, lineStyle: 0 }], isStrong: false }
})

const open = (highlights: readonly Highlight[]): EditorState =>
  EditorState.create({ doc: article, plugins: [highlightsPlugin(map, highlights)] })

const marks = (state: EditorState): MarkSpec[] =>
  (highlightsKey.getState(state)?.decorations.find() ?? [])
    .map(({ spec }) => spec as MarkSpec)
    .toSorted((a, b) => a.start - b.start)

/** The marks of all of them, drawn at once: begun with so few that nothing waits. */
const whole = (highlights: readonly Highlight[]): MarkSpec[] => {
  const state = open([])
  return marks(state.apply(setHighlights(state.tr, highlights)))
}

test('very many highlights are drawn only where an article opens', () => {
  const state = open(many)
  const drawnTo = Math.max(...marks(state).map(({ end }) => end))
  expect(drawnTo).toBeGreaterThan(2_000)
  expect(drawnTo).toBeLessThan(text.length / 2)
  expect(marks(state)).toEqual(whole(many).filter(({ end }) => end <= drawnTo))
})

test('a few are drawn whole, wherever they are', () => {
  const few = many.slice(0, fewHighlights)
  expect(marks(open(few))).toEqual(whole(few))
})

test('in whatever order textblocks come near, and whatever changes meanwhile, all is drawn in the end', () => {
  const near = fc.array(fc.nat({ max: map.blocks.length - 1 }), { maxLength: 4 })
  const taken = fc.nat({ max: many.length - 1 })
  const step = fc.oneof(fc.record({ near }), fc.record({ taken }))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let live: readonly Highlight[] = many
      let state = open(live)
      for (const next of steps) {
        if ('near' in next) state = state.apply(drawNear(state.tr, next.near))
        else {
          live = live.filter((_, index) => index !== next.taken)
          state = state.apply(setHighlights(state.tr, live))
        }
      }
      state = state.apply(drawNear(state.tr, [...map.blocks.keys()]))
      expect(marks(state)).toEqual(whole(live))
    }),
    { numRuns: 30 },
  )
})

test('the same highlights again are no news', () => {
  const state = open(many)
  expect(areDrawn(state, many.toReversed())).toBe(true)
  expect(areDrawn(state, many.slice(1))).toBe(false)
})
