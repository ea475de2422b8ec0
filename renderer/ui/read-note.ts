import { MarkdownParser, defaultMarkdownParser } from 'prosemirror-markdown'
import type { Node } from 'prosemirror-model'
import { noteSchema } from './note-schema.ts'
import { outsideAddress } from './outside-address.ts'

/**
 * CommonMark without HTML, and without the definitions of links apart from their words: those vanish from
 * what is shown, and “[1]: minutes of March” is a remark here.
 */
const tokenizer = defaultMarkdownParser.tokenizer.disable('reference')

type Token = ReturnType<typeof tokenizer.parse>[number]

/** As deep as the reader of Markdown goes: what is nested deeper it leaves out. */
const deepest = 18

const parser = new MarkdownParser(noteSchema, tokenizer, {
  paragraph: { block: 'paragraph' },
  blockquote: { block: 'blockquote' },
  heading: { block: 'heading' },
  bullet_list: { block: 'bullet_list' },
  ordered_list: {
    block: 'ordered_list',
    getAttrs: (token) => ({ start: Number(token.attrGet('start') ?? 1) }),
  },
  list_item: { block: 'list_item' },
  code_block: { block: 'code_block', noCloseToken: true },
  fence: { block: 'code_block', noCloseToken: true },
  hr: { node: 'rule' },
  image: {
    node: 'picture',
    getAttrs: (token) => {
      const source = token.attrGet('src') ?? ''
      const name = token.content === '' ? source : token.content
      return { name, written: source, address: outsideAddress(source) }
    },
  },
  hardbreak: { node: 'line_break' },
  // A researcher who begins a new line means one.
  softbreak: { node: 'line_break' },
  em: { mark: 'em' },
  strong: { mark: 'strong' },
  link: {
    mark: 'link',
    getAttrs: (token) => {
      const written = token.attrGet('href') ?? ''
      return { written, address: outsideAddress(written) }
    },
  },
  code_inline: { mark: 'code', noCloseToken: true },
})

/**
 * The document of a note in Markdown; null where it is nested so deep that words would be left out: then
 * it is to be shown as it was typed. Never throws, whatever was typed.
 */
export function readNote(markdown: string): Node | null {
  const tokens = tokenizer.parse(markdown, {})
  if (tokens.some(isTooDeep)) return null
  const document = parser.parse(markdown)
  return document.content.size === 0 ? null : document
}

/** A note in words alone, on one line: for a name, a list, or what is read out. */
export function wordsOfNote(markdown: string): string {
  const document = readNote(markdown)
  const words = document === null ? markdown : document.textBetween(0, document.content.size, ' ')
  return words.replace(/\s+/gu, ' ').trim()
}

function isTooDeep({ level, children }: Token): boolean {
  return level >= deepest || (children?.some(isTooDeep) ?? false)
}
