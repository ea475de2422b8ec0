import { Schema, type Attrs, type DOMOutputSpec } from 'prosemirror-model'

/**
 * What a note may hold once its Markdown is read: text, lists, quotations, code and links. There are no
 * pictures: one would tell its server that the note was read, so it is a link with the picture's name.
 */
export const noteSchema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    paragraph: { content: 'inline*', group: 'block', toDOM: () => ['p', { dir: 'auto' }, 0] },
    blockquote: { content: 'block+', group: 'block', toDOM: () => ['blockquote', 0] },
    rule: { group: 'block', toDOM: () => ['hr'] },
    // The page has its own headings: one in a note is only a strong line.
    heading: {
      content: 'inline*',
      group: 'block',
      toDOM: () => ['p', { dir: 'auto' }, ['strong', 0]],
    },
    code_block: { content: 'text*', marks: '', group: 'block', toDOM: () => ['pre', ['code', 0]] },
    bullet_list: { content: 'list_item+', group: 'block', toDOM: () => ['ul', 0] },
    ordered_list: {
      content: 'list_item+',
      group: 'block',
      attrs: { start: { default: 1 } },
      toDOM: ({ attrs }) => ['ol', { start: String(attrs['start']) }, 0],
    },
    list_item: { content: 'block+', toDOM: () => ['li', 0] },
    text: { group: 'inline' },
    line_break: { inline: true, group: 'inline', leafText: () => '\n', toDOM: () => ['br'] },
    picture: {
      inline: true,
      group: 'inline',
      attrs: { name: {}, written: {}, address: {} },
      leafText: ({ attrs }) => String(attrs['name']),
      toDOM: ({ attrs }) => linkOr(attrs, String(attrs['name'])),
    },
  },
  marks: {
    link: { attrs: { written: {}, address: {} }, toDOM: ({ attrs }) => linkOr(attrs, 0) },
    em: { toDOM: () => ['em', 0] },
    strong: { toDOM: () => ['strong', 0] },
    code: { toDOM: () => ['code', 0] },
  },
})

/** A link that leads out; where its address may not be followed, its words, which tell what was written. */
function linkOr({ written, address }: Attrs, content: string | 0): DOMOutputSpec {
  if (typeof address !== 'string') return ['span', { title: String(written) }, content]
  const attributes = { href: address, target: '_blank', rel: 'noopener noreferrer', title: address }
  return ['a', attributes, content]
}
