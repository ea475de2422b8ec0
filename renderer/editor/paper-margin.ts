import type { Node } from 'prosemirror-model'
import { Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { Decoration, DecorationSet } from 'prosemirror-view'
import type { OffsetMap } from '../../shared/text/offsets.ts'

/** What stands in the margin of paper, beside the line where a passage begins. */
export type MarginNote = { start: number; element: HTMLElement }

const key = new PluginKey<DecorationSet>('paper-margin')

/** Blocks that scroll or narrow what is in them: a note stands before the whole block. */
const closed = new Set(['title', 'preformatted', 'table', 'figure'])

/**
 * Puts the notes of {@link setMarginNotes} into the text. Nothing is measured: a page of paper is laid out
 * after the last script has run, so each note is a float from its line into the margin (`paper-margin.css`).
 */
export function paperMarginPlugin(map: OffsetMap): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(transaction, decorations) {
        const notes = transaction.getMeta(key) as readonly MarginNote[] | undefined
        return notes === undefined ? decorations : decorationsOf(map, notes, transaction.doc)
      },
    },
    props: { decorations: (state) => key.getState(state) },
  })
}

/** A transaction after which exactly these notes are in the text. */
export function setMarginNotes(
  transaction: Transaction,
  notes: readonly MarginNote[],
): Transaction {
  return transaction.setMeta(key, notes).setMeta('addToHistory', false)
}

function decorationsOf(map: OffsetMap, notes: readonly MarginNote[], doc: Node): DecorationSet {
  return DecorationSet.create(
    doc,
    notes.map(({ start, element }) => {
      element.classList.add('paper-margin-note')
      const options = { side: -1, ignoreSelection: true, stopEvent: () => true }
      return Decoration.widget(placeOf(doc, map.offsetToPos(start)), element, options)
    }),
  )
}

function placeOf(doc: Node, pos: number): number {
  const place = doc.resolve(pos)
  return closed.has(place.node(1).type.name) ? place.before(1) : pos
}
