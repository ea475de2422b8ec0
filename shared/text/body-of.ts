import type { Node } from 'prosemirror-model'
import { inlineTextOf } from './text-of.ts'

const bodyBlocks = new Set([
  'heading',
  'paragraph',
  'preformatted',
  'list',
  'quotation_block',
  'table',
])

/**
 * The body alone, joined by line feeds: headings, paragraphs, lists, quotation blocks and tables,
 * without title, standfirst and captions. What extraction benchmarks compare.
 */
export function bodyOf(document: Node): string {
  const lines: string[] = []
  document.forEach((block) => {
    if (!bodyBlocks.has(block.type.name)) return
    if (block.isTextblock) lines.push(inlineTextOf(block))
    else
      block.descendants((node) => {
        if (node.isTextblock) lines.push(inlineTextOf(node))
        return !node.isTextblock
      })
  })
  return lines.join('\n')
}
