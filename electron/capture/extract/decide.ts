import type { Sourced } from '../../../shared/domain/metadata.ts'
import { parseByline } from './authors.ts'
import type { Block } from './block.ts'
import { ancestorsOf, squeeze, type DomElement } from './dom.ts'
import { furnitureOf, type Finding } from './furniture.ts'
import { isFiltered, threshold } from './filter/block-filter.ts'
import type { BlockFacts, PageOfBlocks } from './filter/page-of-blocks.ts'
import { outside, type Decision } from './decision.ts'
import { refine } from './refine.ts'
import { surroundingsOf } from './surroundings.ts'

/** What deciding needs beside the blocks. */
export type DecisionFacts = {
  title: Sourced<string>
  descriptions: readonly string[]
  articleBody: string | null
  now: Date
}

/** Everything that deciding and its filter know of a page, block by block. */
export function pageOfBlocks(all: readonly Block[], facts: DecisionFacts): PageOfBlocks {
  const titleAt = titleIndex(all, facts.title.value)
  const blocks = withArticleOf(all, all[titleAt])
  const surroundings = surroundingsOf(blocks)
  return {
    blocks: blocks.map((block, index) => ({
      block,
      rule: repeatsTitle(block, facts.title.value) ?? ruleFor(block) ?? controlOf(block),
      around: surroundings(block),
      isByline: isNear(index, titleAt) && isBylineOf(block, facts.now),
    })),
    titleAt,
    title: facts.title.value,
    descriptions: facts.descriptions,
    articleBody: facts.articleBody,
  }
}

/**
 * Decides for every block of a page, in order: the rules name what they know, the fitted filter says
 * of all other text whether it is the article's. Nothing vanishes: what is not kept is left out with
 * its reason.
 */
export function decide(page: PageOfBlocks, likelihoods: readonly (number | null)[]): Decision[] {
  const isKept = keeping(page, likelihoods)
  const decisions = page.blocks.map((facts, index): Decision => {
    const { block, rule, around, isByline } = facts
    if (index === page.titleAt) return { block, as: 'title' }
    if (rule !== null) return { block, as: 'left-out', finding: rule }
    if (isByline) return { block, as: 'left-out', finding: byline }
    return isKept(facts, index)
      ? { block, as: 'body' }
      : { block, as: 'left-out', finding: around ?? outside }
  })
  return refine(decisions, page)
}

const byline: Finding = { kind: 'byline', reason: 'byline' }

/** Readability may choose another part of the page than the `article` that the title stands in. */
function withArticleOf(blocks: readonly Block[], title: Block | undefined): readonly Block[] {
  const heading = title?.element ?? null
  const article = heading === null ? undefined : frameOf(heading)
  if (article === undefined) return blocks
  const isInside = ({ element }: Block) =>
    element !== null && [element, ...ancestorsOf(element)].includes(article)
  const inside = new Set(blocks.filter(isInside))
  if ([...inside].some((block) => block !== title && block.keptLength > 0)) return blocks
  return blocks.map((block) =>
    inside.has(block) && block.length >= 20 && block.linkLength < block.length / 2
      ? { ...block, keptLength: block.length }
      : block,
  )
}

function frameOf(element: DomElement): DomElement | undefined {
  return [...ancestorsOf(element)].find(({ localName }) => localName === 'article')
}

function titleIndex(blocks: readonly Block[], title: string | null): number {
  if (title === null) return -1
  const isTitle = (block: Block) => squeeze(block.text) === title
  const inHeading = blocks.findIndex((block) => block.form === 'heading' && isTitle(block))
  return inHeading >= 0
    ? inHeading
    : blocks.findIndex((block) => block.form !== 'table_cell' && isTitle(block))
}

function repeatsTitle(block: Block, title: string | null): Finding | null {
  return title !== null && block.text !== '' && squeeze(block.text) === title
    ? { kind: 'furniture', reason: 'repeats the title' }
    : null
}

function ruleFor(block: Block): Finding | null {
  if (block.form === 'table_cell' || block.form === 'preformatted' || block.text === '') return null
  if (!/[\p{L}\p{N}]/u.test(block.text)) return { kind: 'furniture', reason: 'no words' }
  const finding = furnitureOf(block.text)
  // Chronologies head their parts with dates.
  return block.form === 'heading' && finding?.kind === 'dateline' ? null : finding
}

/** What is pressed, and not read. */
function controlOf({ element }: Block): Finding | null {
  if (element === null) return null
  const isControl = [element, ...ancestorsOf(element)].some(
    ({ localName }) => localName === 'button' || localName === 'select',
  )
  return isControl ? { kind: 'furniture', reason: 'page control' } : null
}

function isNear(index: number, titleAt: number): boolean {
  return index > titleAt && index <= titleAt + 6
}

function isBylineOf(block: Block, now: Date): boolean {
  const isLine = block.form === 'paragraph' && block.quote === null
  return isLine && parseByline(block.text, now) !== null
}

/** What stays: text by the filter, or by Readability where the filter would keep nothing at all. */
function keeping(
  page: PageOfBlocks,
  likelihoods: readonly (number | null)[],
): (facts: BlockFacts, index: number) => boolean {
  const byReadability = keptByReadability(page.blocks.map(({ block }) => block))
  const isLikely = ({ block, around }: BlockFacts, index: number): boolean =>
    (likelihoods[index] ?? 0) >= barOf(block, around, byReadability(block))
  const isFree = ({ rule, isByline }: BlockFacts) => rule === null && !isByline
  const decides = page.blocks.some((facts, index) => isFree(facts) && isLikely(facts, index))
  return (facts, index) => {
    const { block, around } = facts
    const isFromFilter = decides && isFiltered(block)
    return isFromFilter ? isLikely(facts, index) : around === null && byReadability(block)
  }
}

/**
 * How likely a block has to be. Where the page itself says that it is an advertisement or the like, the
 * filter has to be sure; a plain sentence that Readability kept as well may be a little less likely.
 */
function barOf(block: Block, around: Finding | null, isKept: boolean): number {
  if (around !== null) return surelyArticle
  const isSentence =
    block.form === 'paragraph' && block.linkLength === 0 && endsSentence(block.text)
  return isSentence && isKept ? threshold - benefitOfSentence : threshold
}

const surelyArticle = 0.8
const benefitOfSentence = 0.1

function endsSentence(text: string): boolean {
  return /[.!?…。！？؟]["”’»)]*$/u.test(text.trimEnd())
}

/** What Readability kept: most of a block's letters, and of a table, whose cells stay together. */
function keptByReadability(blocks: readonly Block[]): (block: Block) => boolean {
  const tables = new Map<object, { kept: number; all: number }>()
  for (const { table, keptLength, length } of blocks) {
    if (table === null) continue
    const sum = tables.get(table) ?? { kept: 0, all: 0 }
    tables.set(table, { kept: sum.kept + keptLength, all: sum.all + length })
  }
  return (block) => {
    if (block.form === 'picture') return block.isKeptPicture
    const table = block.table === null ? undefined : tables.get(block.table)
    const { kept, all } = table ?? { kept: block.keptLength, all: block.length }
    return all > 0 && kept >= all / 2
  }
}
