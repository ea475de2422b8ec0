import { Schema } from 'prosemirror-model'

const isNullOrString = (value: unknown): void => {
  if (value !== null && typeof value !== 'string') throw new RangeError('not a string or null')
}

const isMediaFile = (value: unknown): void => {
  if (
    value !== null &&
    (typeof value !== 'string' || !/^media-[0-9a-f]{32}\.[a-z0-9]+$/u.test(value))
  )
    throw new RangeError('not a media file name')
}

const isNullOrPixels = (value: unknown): void => {
  if (value !== null && (!Number.isInteger(value) || (value as number) < 1))
    throw new RangeError('not a whole number of pixels or null')
}

const isSafeHref = (value: unknown): void => {
  if (typeof value !== 'string' || !/^(?:https?|mailto):/iu.test(value))
    throw new RangeError('not an http, https or mailto address')
}

/**
 * A picture: `file` names it in the article's folder (null: it could not be had), `url` the page's.
 * `width` and `height` are its own, in pixels; null where they are not known.
 */
const pictureAttributes = {
  file: { default: null, validate: isMediaFile },
  url: { default: null, validate: isNullOrString },
  alt: { default: '', validate: 'string' },
  width: { default: null, validate: isNullOrPixels },
  height: { default: null, validate: isNullOrPixels },
}

/** Text direction of a block, where the page says it: `ltr`, `rtl` or null. */
const direction = { dir: { default: null, validate: isNullOrString } }

/**
 * What an article can hold: the allow-list of the whole program.
 *
 * A document that this schema does not accept cannot enter the library or the reader. List items,
 * table cells and captions are textblocks; a nested list is items of a deeper `level` (0 is the
 * outermost). Rendering lives elsewhere: nothing here knows the DOM.
 */
export const articleSchema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    title: { group: 'block textblock', content: 'inline*', attrs: direction },
    standfirst: { group: 'block textblock', content: 'inline*', attrs: direction },
    heading: {
      group: 'block textblock',
      content: 'inline*',
      attrs: { level: { default: 2, validate: 'number' }, ...direction },
    },
    paragraph: { group: 'block textblock', content: 'inline*', attrs: direction },
    preformatted: { group: 'block textblock', content: 'inline*', code: true },
    list: {
      group: 'block',
      content: 'list_item+',
      attrs: { ordered: { default: false, validate: 'boolean' } },
    },
    list_item: {
      group: 'textblock',
      content: 'inline*',
      attrs: {
        level: { default: 0, validate: 'number' },
        ordered: { default: false, validate: 'boolean' },
        ...direction,
      },
    },
    quotation_block: { group: 'block', content: '(paragraph | heading | list | preformatted)+' },
    table: { group: 'block', content: 'table_row+' },
    table_row: { content: 'table_cell+' },
    table_cell: {
      group: 'textblock',
      content: 'inline*',
      attrs: { header: { default: false, validate: 'boolean' }, ...direction },
    },
    figure: { group: 'block', content: 'picture* caption?' },
    picture: { atom: true, attrs: pictureAttributes },
    caption: { group: 'textblock', content: 'inline*', attrs: direction },
    text: { group: 'inline' },
    hard_break: { group: 'inline', inline: true, selectable: false },
    inline_picture: { group: 'inline', inline: true, atom: true, attrs: pictureAttributes },
  },
  marks: {
    link: { attrs: { href: { validate: isSafeHref } }, inclusive: false },
    emphasis: {},
    strong: {},
    code: {},
    superscript: { excludes: 'subscript' },
    subscript: { excludes: 'superscript' },
  },
})

/** The name of a node of {@link articleSchema}. */
export type ArticleNodeName = keyof typeof articleSchema.nodes
