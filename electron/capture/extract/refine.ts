import type { Block } from './block.ts'
import { outside, type Decision } from './decision.ts'
import { ancestorsOf, nameWords, parentOf, squeeze, type DomElement } from './dom.ts'
import { isAuthorNote } from './furniture.ts'

type Step = (decisions: Decision[], titleAt: number) => Decision[]

/**
 * Second thoughts on decisions, which need the blocks around: the standfirst and the lead picture are
 * brought in; kickers, link lists, pull quotes and closing notes are left out.
 */
export function refine(
  decisions: Decision[],
  facts: { titleAt: number; descriptions: readonly string[] },
): Decision[] {
  const steps: readonly Step[] = [
    leaveOutAboveTitle,
    bringStandfirst(facts.descriptions),
    bringLeadPicture,
    leaveOutLinkLists,
    leaveOutRepeats,
    leaveOutEnd,
  ]
  return steps.reduce((current, step) => step(current, facts.titleAt), decisions)
}

function leaveOut(decision: Decision, reason: string): Decision {
  return { block: decision.block, as: 'left-out', finding: { kind: 'furniture', reason } }
}

/** Kickers and section names that Readability took along. */
const leaveOutAboveTitle: Step = (decisions, titleAt) =>
  decisions.map((decision, index) =>
    index < titleAt && decision.as === 'body' && decision.block.length < 80
      ? leaveOut(decision, 'above the title')
      : decision,
  )

const standfirstWords =
  / (?:standfirst|dek|deck|subtitle|sub title|subhead|subheadline|sub headline|subheading|article summary|entry summary|article excerpt|chapo|vorspann|entradilla|sottotitolo) /u

/** The line under the title that sums the article up: marked as one, or the page's description. */
function bringStandfirst(descriptions: readonly string[]): Step {
  return (decisions, titleAt) => {
    if (titleAt < 0) return decisions
    const next = decisions.slice(titleAt + 1, titleAt + 8)
    const prose = next.findIndex(
      ({ block, as }) => as === 'body' && isProse(block) && !isMarkedStandfirst(block),
    )
    const before = prose < 0 ? next : next.slice(0, prose)
    const found = before.find(({ block, as, ...rest }) => {
      const isFree = as === 'body' || ('finding' in rest && rest.finding === outside)
      const isDescribed = descriptions.includes(squeeze(block.text))
      const fits = block.length >= 20 && block.length <= 500 && block.linkLength < block.length / 2
      return isFree && fits && (isMarkedStandfirst(block) || isDescribed)
    })
    return decisions.map((decision) =>
      decision === found ? { block: decision.block, as: 'standfirst' as const } : decision,
    )
  }
}

function isMarkedStandfirst({ element, form }: Block): boolean {
  if (element === null || (form !== 'paragraph' && form !== 'heading')) return false
  const above = parentOf(element)
  return [element, ...(above === null ? [] : [above])].some((candidate) =>
    standfirstWords.test(` ${nameWords(candidate).join(' ')} `),
  )
}

function isProse(block: Block): boolean {
  return block.form === 'paragraph' && block.length >= 40
}

/** The picture that opens the article: between its title and its first words, in the same frame. */
const bringLeadPicture: Step = (decisions, titleAt) => {
  if (titleAt < 0) return decisions
  const firstBody = decisions.findIndex(
    ({ as, block }, index) => index > titleAt && as === 'body' && isProse(block),
  )
  const title = decisions[titleAt]?.block.element ?? null
  const isBetween = (index: number) => index > titleAt && index < firstBody
  const isFree = (decision: Decision) =>
    decision.as === 'body' || (decision.as === 'left-out' && decision.finding === outside)
  const lead = decisions.find(
    (decision, index) =>
      isBetween(index) &&
      decision.block.form === 'picture' &&
      isFree(decision) &&
      sharesFrame(decision.block.element, title),
  )
  if (lead === undefined) return decisions
  return decisions.map((decision, index) => {
    const isSame =
      decision === lead ||
      (lead.block.figure !== null && decision.block.figure === lead.block.figure)
    return isSame && isBetween(index) && isFree(decision)
      ? { block: decision.block, as: 'lead' as const }
      : decision
  })
}

/** True where both stand in one article, main part or cell: not the page's whole body. */
function sharesFrame(a: DomElement | null, b: DomElement | null): boolean {
  if (a === null || b === null) return false
  const around = new Set(ancestorsOf(b))
  const common = [...ancestorsOf(a)].find((element) => around.has(element))
  return common !== undefined && common.localName !== 'body' && common.localName !== 'html'
}

/** After a heading such as "Related", the links under it. */
const leaveOutLinkLists: Step = (decisions) => {
  let isListing = false
  return decisions.map((decision) => {
    const { block } = decision
    if (decision.as === 'left-out') {
      isListing ||=
        decision.finding.reason === 'links to other articles' ||
        decision.finding.reason === 'most read'
      return decision
    }
    isListing &&= block.length === 0 || block.linkLength >= 0.7 * block.length
    return isListing && decision.as === 'body'
      ? leaveOut(decision, 'links to other articles')
      : decision
  })
}

/** Pull quotes say again what the story says. */
const leaveOutRepeats: Step = (decisions) => {
  const paragraphs = decisions.filter(
    ({ as, block }) => as === 'body' && block.form === 'paragraph',
  )
  return decisions.map((decision) => {
    const { block } = decision
    if (decision.as !== 'body' || (block.quote === null && !isPullQuote(block))) return decision
    const words = letters(block.text)
    const isRepeat =
      words.length >= 20 &&
      paragraphs.some(
        (other) =>
          other !== decision &&
          other.block.quote === null &&
          letters(other.block.text).includes(words) &&
          other.block.length > block.length,
      )
    return isRepeat ? leaveOut(decision, 'pull quote: repeats the article') : decision
  })
}

function isPullQuote({ element }: Block): boolean {
  return (
    element !== null && / (?:pullquote|pull quote|pull) /u.test(` ${nameWords(element).join(' ')} `)
  )
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

/** At the end: small print, notes on the writer, headings with nothing under them. */
const leaveOutEnd: Step = (decisions) => {
  const result = [...decisions]
  let notes = 0
  for (let index = result.length - 1; index >= 0; index -= 1) {
    const decision = result[index]
    if (decision === undefined || decision.as === 'left-out') continue
    if (decision.as !== 'body') break
    if (decision.block.form === 'heading') {
      result[index] = leaveOut(decision, 'heading with nothing under it')
    } else if (
      decision.block.smallLength > 0 &&
      decision.block.smallLength === decision.block.length
    ) {
      result[index] = leaveOut(decision, 'small print')
    } else if (
      notes < 3 &&
      decision.block.form === 'paragraph' &&
      isAuthorNote(decision.block.text)
    ) {
      result[index] = leaveOut(decision, 'about the author')
      notes += 1
    } else break
  }
  return result
}
