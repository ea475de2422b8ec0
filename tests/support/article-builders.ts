import type { Node } from 'prosemirror-model'
import fc from 'fast-check'
import { articleSchema } from '../../shared/text/article-schema.ts'

/** Builds documents in a few words: `doc(title('T'), p('one'), ul('a', 'b'))`. */
const { nodes } = articleSchema

function inline(parts: readonly (string | Node)[]): Node[] {
  return parts
    .filter((part) => part !== '')
    .map((part) => (typeof part === 'string' ? articleSchema.text(part) : part))
}

/** A document of these blocks. */
export function doc(...blocks: Node[]): Node {
  return nodes.doc.createChecked(null, blocks)
}

/** The title block. */
export function title(...parts: (string | Node)[]): Node {
  return nodes.title.createChecked(null, inline(parts))
}

/** The standfirst block. */
export function standfirst(...parts: (string | Node)[]): Node {
  return nodes.standfirst.createChecked(null, inline(parts))
}

/** A heading of level 2. */
export function h2(...parts: (string | Node)[]): Node {
  return nodes.heading.createChecked({ level: 2 }, inline(parts))
}

/** A paragraph. */
export function p(...parts: (string | Node)[]): Node {
  return nodes.paragraph.createChecked(null, inline(parts))
}

/** An unordered list with one item for each text. */
export function ul(...items: string[]): Node {
  return nodes.list.createChecked(
    null,
    items.map((item) => nodes.list_item.createChecked(null, inline([item]))),
  )
}

/** A table, given row by row. */
export function table(...rows: string[][]): Node {
  return nodes.table.createChecked(
    null,
    rows.map((cells) =>
      nodes.table_row.createChecked(
        null,
        cells.map((cell) => nodes.table_cell.createChecked(null, inline([cell]))),
      ),
    ),
  )
}

/** A block quotation of these paragraphs. */
export function quotationBlock(...blocks: Node[]): Node {
  return nodes.quotation_block.createChecked(null, blocks)
}

/** A picture with a caption. */
export function figure(caption: string): Node {
  return nodes.figure.createChecked(null, [
    nodes.picture.createChecked(),
    nodes.caption.createChecked(null, inline([caption])),
  ])
}

/** A hard break. */
export function br(): Node {
  return nodes.hard_break.createChecked()
}

/** A picture inside a line: a leaf without text. */
export function inlinePicture(): Node {
  return nodes.inline_picture.createChecked()
}

const word = fc.stringMatching(/^[a-zé😀“”’ ]{1,12}$/u).filter((text) => text.trim() !== '')
const inlinePart = fc.oneof(
  { weight: 6, arbitrary: word },
  { weight: 1, arbitrary: fc.constant(null).map(br) },
  { weight: 1, arbitrary: fc.constant(null).map(inlinePicture) },
)
const parts = fc.array(inlinePart, { minLength: 0, maxLength: 5 })

/** Any small document: every kind of block, emoji, accents, hard breaks and inline pictures. */
export const anyDocument: fc.Arbitrary<Node> = fc
  .array(
    fc.oneof(
      parts.map((content) => p(...content)),
      parts.map((content) => h2(...content)),
      fc.array(word, { minLength: 1, maxLength: 3 }).map((items) => ul(...items)),
      fc
        .array(fc.array(word, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 })
        .map((rows) => table(...rows)),
      word.map(figure),
      parts.map((content) => quotationBlock(p(...content))),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((blocks) => doc(...blocks))
