import type { Metadata } from '../../../shared/domain/metadata.ts'
import { from } from '../../../shared/domain/metadata.ts'
import { parseDocument } from '../../../shared/text/document-json.ts'
import { textOf } from '../../../shared/text/text-of.ts'
import { assemble, type Assembled } from './assemble.ts'
import { nowhere } from './base-url.ts'
import type { Block } from './block.ts'
import { decide, pageOfBlocks, type DecisionFacts } from './decide.ts'
import type { Decision } from './decision.ts'
import type { DomDocument } from './dom.ts'
import { likelihoodsOf } from './filter/block-filter.ts'
import type { PageOfBlocks } from './filter/page-of-blocks.ts'
import { headOf } from './head.ts'
import { articleDataOf, isLocked, stringOf } from './json-ld.ts'
import { languageOfWords } from './language.ts'
import { metadataOf } from './metadata.ts'
import { ownPicturesOf, type SavedWith } from './own-pictures.ts'
import { parsePage } from './parse-page.ts'
import { joinPostTimes } from './post-times.ts'
import { emptyPage } from './refusals.ts'
import { readablePartOf } from './readable-part.ts'
import { checkForArticle } from './shell-page.ts'
import { pageTitleOf } from './title.ts'
import { walkBlocks } from './walk-blocks.ts'

/** What extraction makes of a page or a text. */
export type Extracted = Assembled & { metadata: Metadata; warnings: string[] }

/**
 * A page as it goes to the worker; `url` null when nobody said where it comes from. `savedWith`, of a
 * file only: what came along with it.
 */
export type PageTask = { html: string; url: string | null; now: string; savedWith?: SavedWith }

/** A page as deciding takes it: its blocks, and what it says of its article. */
export type PageParts = {
  document: DomDocument
  page: PageOfBlocks
  metadata: Metadata
}

/** Takes a page apart. Nothing of it runs, and nothing is fetched. */
export function partsOf({ html, url, now, savedWith }: PageTask): PageParts {
  if (html.trim() === '') throw emptyPage()
  const parse = parsePage(html)
  const document = parse()
  const baseUrl = baseOf(document, url)
  const own = savedWith === undefined ? null : ownPicturesOf(startingAt(document, savedWith))
  const part = readablePartOf(document, parse())
  const blocks = joinPostTimes(withFallback(walkBlocks(document, { part, baseUrl, own })))
  const moment = new Date(now)
  // That a page is from where its file says is no reason to name that site as its outlet.
  const knownUrl = savedWith?.isClaimed === true ? null : url
  const metadata = metadataOf({ document, blocks, baseUrl, url: knownUrl, now: moment })
  const facts: DecisionFacts = {
    title: metadata.title,
    descriptions: descriptionsOf(document),
    articleBody: stringOf(articleDataOf(document)?.['articleBody']),
    now: moment,
  }
  return { document, page: pageOfBlocks(blocks, facts), metadata }
}

/** Makes an article of a page. */
export function extractPage(task: PageTask): Extracted {
  const { document, page, metadata } = partsOf(task)
  const decisions = decide(page, likelihoodsOf(page))
  checkForArticle(document, decisions)
  const assembled = assemble(decisions, metadata.title.value)
  const text = textOf(parseDocument(assembled.document))
  return {
    ...assembled,
    metadata: withLanguage(metadata, text),
    warnings: warningsFor(document, decisions),
  }
}

/** The address that relative links and pictures of the page start from. */
function baseOf(document: DomDocument, url: string | null): string {
  const start = url ?? nowhere
  const href = document.querySelector('base[href]')?.getAttribute('href') ?? ''
  if (!URL.canParse(href, start)) return start
  const base = new URL(href, start)
  return /^https?:$/u.test(base.protocol) ? base.href : start
}

/** A page that was saved with its own addresses keeps its `base`, too. */
function startingAt(document: DomDocument, saved: SavedWith): SavedWith {
  return { ...saved, base: saved.base === null ? null : baseOf(document, saved.base) }
}

function descriptionsOf(document: DomDocument): string[] {
  const head = headOf(document)
  return ['description', 'og:description', 'twitter:description'].flatMap(
    (name) => head.get(name) ?? [],
  )
}

/** Where Readability finds nothing at all, the page's prose is the article. */
function withFallback(blocks: readonly Block[]): Block[] {
  if (blocks.some(({ keptLength }) => keptLength > 0)) return [...blocks]
  return blocks.map((block) => {
    const isProse = block.length >= 30 && block.linkLength < block.length / 3
    return isProse ? { ...block, keptLength: block.length } : block
  })
}

function withLanguage(metadata: Metadata, text: string): Metadata {
  if (metadata.language.value !== null) return metadata
  const language = languageOfWords(text)
  return language === null
    ? metadata
    : { ...metadata, language: from(language, 'words of the text') }
}

const robotCheck =
  /^(?:just a moment|attention required|access denied|are you (?:a )?(?:robot|human)|verify(?:ing)? you are human|security check|please wait|pardon our interruption|checking your browser)/iu

function warningsFor(document: DomDocument, decisions: readonly Decision[]): string[] {
  const warnings: string[] = []
  const data = articleDataOf(document)
  const isWalled = decisions.some(
    (decision) =>
      decision.as === 'left-out' &&
      decision.finding.reason === 'subscription notice' &&
      decision.block.length >= 15,
  )
  const length = decisions.reduce(
    (sum, { as, block }) => sum + (as === 'body' ? weightOf(block.text) : 0),
    0,
  )
  if ((data !== null && isLocked(data)) || (isWalled && length < 2_000)) {
    warnings.push(
      'This article is behind a subscription: what was captured is probably only its beginning. If your browser shows all of it, save the page there and add the file.',
    )
  } else if (length < 250) {
    warnings.push(
      'Very little text was found on this page. Compare it with the page in your browser.',
    )
  }
  if (robotCheck.test(pageTitleOf(document))) {
    warnings.push(
      'This looks like a check for robots, not like an article. Save the page from your browser and add the file.',
    )
  }
  return warnings
}

/** The length of a text; scripts that write a word in a sign or two count threefold. */
function weightOf(text: string): number {
  const dense = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu
  return text.length + 2 * (text.match(dense)?.length ?? 0)
}
