import { finishBlocks, plainPlace } from './block.ts'
import type { Block, MarkJson, Piece, Place } from './block.ts'
import { isElement, isText, visit } from './dom.ts'
import type { DomDocument, DomElement, DomNode } from './dom.ts'
import { isBlockElement, isNeverShown, markOf } from './elements.ts'
import type { OwnPictures } from './own-pictures.ts'
import { isLargePicture, pictureSourceOf } from './picture-source.ts'
import { placeIn } from './place.ts'
import type { ReadablePart } from './readable-part.ts'

/** The state of one walk over a page. */
type Walk = {
  part: ReadablePart
  baseUrl: string
  own: OwnPictures | null
  places: Place[]
  marks: MarkJson[]
  smallPrint: number
  open: { place: Place; pieces: Piece[] } | null
  blocks: Block[]
}

/**
 * Everything that a page shows as text, as typed blocks in the order of the page, with the pictures
 * between them. Hidden text, scripts and form fields are not shown and so give nothing.
 */
export function walkBlocks(
  document: DomDocument,
  options: { part: ReadablePart; baseUrl: string; own: OwnPictures | null },
): Block[] {
  const dir = directionOf(document.body) ?? directionOf(document.documentElement)
  const start: Place = { ...plainPlace, element: document.body, dir }
  const walk: Walk = {
    ...options,
    places: [start],
    marks: [],
    smallPrint: 0,
    open: null,
    blocks: [],
  }
  visit(
    document.body,
    (node) => enter(walk, node),
    (element) => leave(walk, element),
  )
  close(walk)
  return walk.blocks
}

function enter(walk: Walk, node: DomNode): boolean {
  if (isText(node)) addText(walk, node)
  if (!isElement(node) || isNeverShown(node)) return false
  const name = node.localName
  if (name === 'br') addBreak(walk)
  else if (name === 'hr') close(walk)
  else if (name === 'img') addPicture(walk, node)
  else {
    const mark = markOf(node, walk.baseUrl)
    if (mark !== null) walk.marks.push(mark)
    if (name === 'small') walk.smallPrint += 1
    if (isBlockElement(node)) enterBlock(walk, node)
    return true
  }
  return false
}

function leave(walk: Walk, element: DomElement): void {
  if (markOf(element, walk.baseUrl) !== null) walk.marks.pop()
  if (element.localName === 'small') walk.smallPrint -= 1
  if (!isBlockElement(element)) return
  const place = placeNow(walk)
  walk.places.pop()
  const above = placeNow(walk)
  if (place.form === 'table_cell' && place.element === element) {
    // An empty cell still has its column.
    walk.open ??= { place, pieces: [] }
    close(walk)
  } else if (isInside(above) && place.element === above.element) addBreak(walk)
  else close(walk)
}

function enterBlock(walk: Walk, element: DomElement): void {
  const current = placeNow(walk)
  const next = placeIn(current, element)
  const inner = { ...next, dir: directionOf(element) ?? next.dir }
  // A paragraph inside an item, a cell or a caption is only a line of it.
  if (next.element === current.element && isInside(current)) addBreak(walk)
  else close(walk)
  walk.places.push(inner)
}

/** True inside what is one textblock whatever stands in it. */
function isInside(place: Place): boolean {
  return place.form !== 'paragraph'
}

function addText(walk: Walk, node: DomNode): void {
  const text = node.textContent ?? ''
  if (walk.open === null && text.trim() === '' && placeNow(walk).form !== 'preformatted') return
  const isKept = text.trim() !== '' && walk.part.keepsText(node)
  const extra = { marks: [...walk.marks], isKept, isSmall: walk.smallPrint > 0 }
  openBlock(walk).pieces.push({ kind: 'text', text, extra })
}

function addBreak(walk: Walk): void {
  if (walk.open === null) return
  if (placeNow(walk).form !== 'preformatted') walk.open.pieces.push({ kind: 'break' })
  else walk.open.pieces.push({ kind: 'text', text: '\n', extra: { marks: [], isKept: false } })
}

function addPicture(walk: Walk, image: DomElement): void {
  const picture = pictureSourceOf(image, walk.baseUrl, walk.own)
  if (picture === null) return
  const isKept = walk.part.keepsElement(image)
  const leaf: Piece = { kind: 'leaf', extra: { marks: [], isKept, picture } }
  const place = placeNow(walk)
  const isAlone = place.form === 'paragraph' && (place.figure !== null || isLargePicture(image))
  if (isAlone) {
    close(walk)
    walk.open = { place, pieces: [leaf] }
    close(walk)
  } else openBlock(walk).pieces.push(leaf)
}

function openBlock(walk: Walk): { place: Place; pieces: Piece[] } {
  walk.open ??= { place: placeNow(walk), pieces: [] }
  return walk.open
}

function close(walk: Walk): void {
  if (walk.open === null) return
  const { place, pieces } = walk.open
  walk.open = null
  for (const block of finishBlocks(place, pieces)) {
    if (block.text === '' && block.form !== 'table_cell') walk.blocks.push(...picturesIn(block))
    else walk.blocks.push(withoutSigns(block))
  }
}

/** Pictures that have a block to themselves. */
function picturesIn(block: Block): Block[] {
  return block.pieces
    .filter((piece) => piece.kind === 'leaf')
    .map((piece) => ({
      ...block,
      form: 'picture' as const,
      list: null,
      pieces: [piece],
      isKeptPicture: piece.extra.isKept,
    }))
}

/** In a line of text only a picture with a description stays: others are decoration or spies. */
function withoutSigns(block: Block): Block {
  const pieces = block.pieces.filter(
    (piece) => piece.kind !== 'leaf' || (piece.extra.picture?.alt ?? '').trim() !== '',
  )
  return { ...block, pieces }
}

function placeNow(walk: Walk): Place {
  return walk.places.at(-1) ?? plainPlace
}

function directionOf(element: DomElement): 'ltr' | 'rtl' | null {
  const dir = element.getAttribute('dir')?.toLowerCase()
  return dir === 'ltr' || dir === 'rtl' ? dir : null
}
