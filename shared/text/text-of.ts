import type { Node } from 'prosemirror-model'

/** The rule set that {@link textOf} implements; every set ever shipped stays. */
export const textRules = 1

/**
 * A textblock of a document as it lies in the canonical text.
 *
 * `pos` is the ProseMirror position of its first character, `[start, end)` its UTF-16 offsets in the
 * text, `separator` what parts it from the textblock before it (empty for the first), `top` the
 * index of the document's child that holds it.
 */
export type TextBlock = {
  node: Node
  pos: number
  start: number
  end: number
  separator: '' | '\t' | '\n' | '\n\n'
  top: number
}

/** The lists, tables and rows around a textblock, each by its position; null where there is none. */
type Place = { list: number | null; table: number | null; row: number | null }

const nowhere: Place = { list: null, table: null, row: null }

/** The textblocks of a document in order, with the place of each in the canonical text. */
export function textBlocksOf(document: Node): TextBlock[] {
  const blocks: TextBlock[] = []
  let before: Place | null = null
  const visit = (node: Node, nodePos: number, place: Place, top: number): void => {
    if (node.isTextblock) {
      const separator = before === null ? '' : separatorBetween(before, place)
      const start = (blocks.at(-1)?.end ?? 0) + separator.length
      const end = start + inlineTextOf(node).length
      blocks.push({ node, pos: nodePos + 1, start, end, separator, top })
      before = place
      return
    }
    const inside = placeInside(place, node, nodePos)
    node.forEach((child, childOffset) => visit(child, nodePos + 1 + childOffset, inside, top))
  }
  document.forEach((child, childOffset, index) => visit(child, childOffset, nowhere, index))
  return blocks
}

/**
 * The canonical text of a document by rule set 1: pure, and the text that every offset indexes.
 *
 * Between neighbouring textblocks stands a tab (cells of a row), one line feed (rows of a table,
 * items of a list) or two (anything else).
 */
export function textOf(document: Node): string {
  return textBlocksOf(document)
    .map((block) => block.separator + inlineTextOf(block.node))
    .join('')
}

/** The characters of one textblock: text as it is, a line feed per hard break, nothing for leaves. */
export function inlineTextOf(block: Node): string {
  let text = ''
  block.forEach((child) => {
    if (child.isText) text += child.text ?? ''
    else if (child.type.name === 'hard_break') text += '\n'
  })
  return text
}

function placeInside(place: Place, node: Node, pos: number): Place {
  if (node.type.name === 'list') return { ...place, list: pos }
  if (node.type.name === 'table') return { ...place, table: pos }
  if (node.type.name === 'table_row') return { ...place, row: pos }
  return place
}

function separatorBetween(before: Place, after: Place): TextBlock['separator'] {
  if (before.row !== null && before.row === after.row) return '\t'
  if (before.table !== null && before.table === after.table) return '\n'
  if (before.list !== null && before.list === after.list) return '\n'
  return '\n\n'
}
