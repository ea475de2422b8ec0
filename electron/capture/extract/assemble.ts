import type { LeftOutBlock } from '../../../shared/domain/left-out.ts'
import { cleanCharacters } from '../../../shared/text/clean.ts'
import { sliceBlock, type Block, type MarkJson, type Piece, type PictureSource } from './block.ts'
import type { Decision } from './decision.ts'
import { squeeze } from './dom.ts'
import { creditStart, furnitureOf } from './furniture.ts'

/** A node of the article schema, as ProseMirror JSON. */
export type NodeJson = {
  type: string
  attrs?: Record<string, unknown>
  content?: NodeJson[]
  marks?: MarkJson[]
  text?: string
}

/** An article put together: its document, what was left out, and the pictures it shows. */
export type Assembled = { document: NodeJson; leftOut: LeftOutBlock[]; pictures: PictureSource[] }

const order = { title: 0, standfirst: 1, lead: 2, body: 3 } as const

/**
 * Puts the document together: title, standfirst, lead picture, body; lists, tables, quotations and
 * figures gathered from their neighbouring blocks. `titleText` stands in where no block is the title.
 */
export function assemble(decided: readonly Decision[], titleText: string | null): Assembled {
  const decisions = decided.flatMap(splitCredit)
  const hasTitle = decisions.some(({ as }) => as === 'title')
  const content: NodeJson[] = []
  const pictures: PictureSource[] = []
  const title = hasTitle ? '' : cleanCharacters(titleText ?? '').trim()
  if (title !== '') content.push({ type: 'title', content: [{ type: 'text', text: title }] })
  const tops = new Map<Decision, number>()
  const kept = decisions
    .filter((decision) => decision.as !== 'left-out')
    .sort((a, b) => order[a.as] - order[b.as])
  const building: Building = { content, pictures, last: null }
  for (const decision of kept) tops.set(decision, addBlock(building, decision))
  return { document: { type: 'doc', content }, leftOut: leftOutOf(decisions, tops), pictures }
}

type Building = { content: NodeJson[]; pictures: PictureSource[]; last: Block | null }

/** Adds a block and answers the index of the top-level node that holds it. */
function addBlock(building: Building, decision: Decision): number {
  const { content, last } = building
  const { block } = decision
  building.last = block
  const node = nodeOf(block, decision.as, building.pictures)
  const top = content.at(-1)
  const isSame = (group: 'list' | 'table' | 'quote' | 'figure') =>
    last !== null && block[group] !== null && block[group] === last[group]

  if (block.table !== null) {
    const row = { type: 'table_row', content: [node] }
    if (top?.type === 'table' && isSame('table')) {
      if (last?.row === block.row) top.content?.at(-1)?.content?.push(node)
      else top.content?.push(row)
    } else content.push({ type: 'table', content: [row] })
  } else if (node.type === 'picture' || node.type === 'caption') {
    const figure = top?.type === 'figure' && (isSame('figure') || follows(last, node)) ? top : null
    const isFull = figure?.content?.at(-1)?.type === 'caption'
    if (figure !== null && !isFull) figure.content?.push(node)
    else content.push({ type: 'figure', content: [node] })
  } else if (block.quote !== null && decision.as === 'body') {
    const quote = top?.type === 'quotation_block' && isSame('quote') ? top : null
    if (quote !== null) addItem(quote.content ?? [], node, block, isSame('list'))
    else {
      const inner: NodeJson[] = []
      addItem(inner, node, block, false)
      content.push({ type: 'quotation_block', content: inner })
    }
  } else addItem(content, node, block, isSame('list'))
  return content.length - 1
}

/** A caption without a figure of its own belongs to the picture right before it. */
function follows(last: Block | null, node: NodeJson): boolean {
  return node.type === 'caption' && last?.form === 'picture'
}

function addItem(content: NodeJson[], node: NodeJson, block: Block, isSameList: boolean): void {
  if (node.type !== 'list_item') content.push(node)
  else if (isSameList && content.at(-1)?.type === 'list') content.at(-1)?.content?.push(node)
  else content.push({ type: 'list', attrs: { ordered: block.isOrdered }, content: [node] })
}

function nodeOf(block: Block, as: Decision['as'], pictures: PictureSource[]): NodeJson {
  if (block.form === 'picture') return pictureNode(block, pictures)
  const content = inlinesOf(block.pieces, pictures)
  const node = (type: string, attrs: Record<string, unknown> = {}): NodeJson => ({
    type,
    attrs: { ...attrs, ...(block.form === 'preformatted' ? {} : { dir: block.dir }) },
    ...(content.length > 0 ? { content } : {}),
  })
  if (as === 'title' || as === 'standfirst') return node(as)
  switch (block.form) {
    case 'heading':
      return node('heading', { level: Math.min(6, Math.max(2, block.level)) })
    case 'list_item':
      return node('list_item', { level: block.level, ordered: block.isOrdered })
    case 'table_cell':
      return node('table_cell', { header: block.isHeader })
    case 'caption':
    case 'paragraph':
    case 'preformatted':
      return node(block.form)
  }
}

function pictureNode(block: Block, pictures: PictureSource[]): NodeJson {
  const leaf = block.pieces.find((piece) => piece.kind === 'leaf')
  const picture = leaf?.extra.picture ?? { url: '', alt: '' }
  pictures.push(picture)
  return { type: 'picture', attrs: { file: null, url: picture.url, alt: squeeze(picture.alt) } }
}

const markOrder = ['link', 'emphasis', 'strong', 'code', 'superscript', 'subscript']

function inlinesOf(pieces: readonly Piece[], pictures: PictureSource[]): NodeJson[] {
  const nodes: NodeJson[] = []
  for (const piece of pieces) {
    if (piece.kind === 'break') nodes.push({ type: 'hard_break' })
    else if (piece.kind === 'leaf') {
      if (piece.extra.picture === undefined) continue
      const { url, alt } = piece.extra.picture
      pictures.push(piece.extra.picture)
      nodes.push({ type: 'inline_picture', attrs: { file: null, url, alt: squeeze(alt) } })
    } else {
      const marks = marksInOrder(piece.extra.marks)
      const last = nodes.at(-1)
      const isSame =
        last?.text !== undefined && JSON.stringify(last.marks ?? []) === JSON.stringify(marks)
      if (isSame) last.text = `${last.text ?? ''}${piece.text}`
      else nodes.push({ type: 'text', text: piece.text, ...(marks.length > 0 ? { marks } : {}) })
    }
  }
  return nodes
}

/** Each kind of mark once, the innermost of its kind, in the order that the schema demands. */
function marksInOrder(marks: readonly MarkJson[]): MarkJson[] {
  const ordered = markOrder.flatMap((type) => marks.findLast((mark) => mark.type === type) ?? [])
  const isBoth = ordered.filter(({ type }) => type.endsWith('script')).length > 1
  return isBoth ? ordered.filter(({ type }) => type !== 'subscript') : ordered
}

/** Parts a caption from the credit at its end, or from one on a line of its own at its start. */
function splitCredit(decision: Decision): Decision[] {
  const { block, as } = decision
  if (block.form !== 'caption' || as === 'left-out') return [decision]
  const part = (start: number, end: number) => sliceBlock(block, start, end)
  const credit = (from: Block): Decision => {
    const finding = furnitureOf(from.text) ?? { kind: 'credit', reason: 'photo credit' }
    return { block: from, as: 'left-out', finding }
  }
  const start = creditStart(block.text)
  if (start !== null) {
    return [{ block: part(0, start), as }, credit(part(start, block.text.length))]
  }
  const line = block.text.indexOf('\n')
  if (line < 0 || furnitureOf(block.text.slice(0, line))?.kind !== 'credit') return [decision]
  return [credit(part(0, line)), { block: part(line, block.text.length), as }]
}

function leftOutOf(
  decisions: readonly Decision[],
  tops: ReadonlyMap<Decision, number>,
): LeftOutBlock[] {
  const leftOut: LeftOutBlock[] = []
  let afterBlock = -1
  for (const decision of decisions) {
    afterBlock = tops.get(decision) ?? afterBlock
    if (decision.as !== 'left-out' || decision.block.text === '') continue
    leftOut.push({ ...decision.finding, text: decision.block.text, afterBlock })
  }
  return leftOut
}
