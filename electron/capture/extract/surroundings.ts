import type { Block } from './block.ts'
import { ancestorsOf, nameWords, squeeze, type DomElement } from './dom.ts'
import type { Finding } from './furniture.ts'
import { hasBylineName, hasDateName } from './page-facts.ts'

/**
 * An element that says what it is may hold this share of the article at most, or it is a container;
 * a few lines may be a larger share, since there are articles of a few lines.
 */
const largestShare = 0.3
const fewLines = { length: 250, share: 0.7 }

const byName: Record<string, string> = {
  nav: 'navigation',
  aside: 'beside the article',
  footer: 'page footer',
  form: 'form',
  button: 'page control',
  select: 'page control',
  dialog: 'pop-up',
  menu: 'navigation',
}

const byRole: Record<string, string> = {
  navigation: 'navigation',
  complementary: 'beside the article',
  contentinfo: 'page footer',
  banner: 'page header',
  dialog: 'pop-up',
  alertdialog: 'pop-up',
  search: 'form',
}

const byWords: readonly { reason: string; words: RegExp }[] = [
  { reason: 'advertisement', words: / (?:ad|ads|adslot|advert|adverts|advertisement|advertising|advertorial|adsbygoogle|sponsored|outbrain|taboola) / },
  { reason: 'newsletter', words: / (?:newsletter|newsletters|signup|sign up|subscribe|mailchimp|optin) / },
  { reason: 'comments', words: / (?:comments|commentlist|comment (?:form|list|section|area|respond)|disqus|respond) / },
  { reason: 'links to other articles', words: / (?:related|relatedposts|recommended|recommend|recommendations|recirc|recirculation|read more|readmore|read also|read next|most read|most popular|trending|more stories|more news|more from|also like|onward) / },
  { reason: 'share and follow links', words: / (?:share|sharing|sharedaddy|social|socials|addthis|shareaholic|teilen|follow us|permalink) / },
  { reason: 'cookie notice', words: / (?:cookie|cookies|consent|gdpr) / },
  { reason: 'breadcrumbs', words: / (?:breadcrumb|breadcrumbs|crumbs) / },
  { reason: 'about the author', words: / (?:author (?:box|bio|info|card|profile|block|description)|about (?:the )?author|bio|biography|contributor bio) / },
  { reason: 'tags', words: / (?:tags|taglist|tag (?:list|cloud|links)|keywords) / },
  { reason: 'subscription notice', words: / (?:paywall|regwall|pay wall|subscriber wall) / },
  { reason: 'pop-up', words: / (?:popup|pop up|modal|lightbox|toast) / },
  { reason: 'breaking news', words: / (?:breaking|breaking news|ticker) / },
  { reason: 'navigation', words: / (?:nav|navbar|navigation|sidebar|skip|skiplink|pagination|pager) / },
] // prettier-ignore

/**
 * What the elements around blocks say of them: `nav`, `role="dialog"`, `class="ad-slot"`. Counts
 * nothing for an element that holds a good part of the article itself.
 */
export function surroundingsOf(blocks: readonly Block[]): (block: Block) => Finding | null {
  const kept = new Map<DomElement, number>()
  let total = 0
  for (const block of blocks) {
    total += block.keptLength
    if (block.element === null || block.keptLength === 0) continue
    for (const element of [block.element, ...ancestorsOf(block.element)])
      kept.set(element, (kept.get(element) ?? 0) + block.keptLength)
  }
  const verdicts = new Map<DomElement, string | null>()
  const verdictOf = (element: DomElement): string | null => {
    const known = verdicts.get(element)
    if (known !== undefined) return known
    const length = kept.get(element) ?? 0
    const isSmall =
      length <= largestShare * total ||
      (length <= fewLines.length && length <= fewLines.share * total)
    const verdict = isSmall || isNeverArticle(element) ? reasonOf(element) : null
    verdicts.set(element, verdict)
    return verdict
  }
  return (block) => {
    if (block.element === null) return null
    const own = ownFinding(block)
    if (own !== null) return own
    for (const element of [block.element, ...ancestorsOf(block.element)]) {
      const reason = verdictOf(element)
      if (reason !== null) return { kind: 'furniture', reason }
    }
    return null
  }
}

/** What the element around a short block, or the one around that, calls it. */
function ownFinding(block: Block): Finding | null {
  if (block.length > 200 || block.element === null || block.form === 'heading') return null
  const [above] = ancestorsOf(block.element)
  const isLine = block.form === 'paragraph' || block.form === 'caption'
  for (const element of above === undefined ? [block.element] : [block.element, above]) {
    const words = ` ${nameWords(element).join(' ')} `
    if (isLine && / (?:credit|credits|copyright|photocredit|photographer) /u.test(words))
      return { kind: 'credit', reason: 'marked as a credit' }
    if (!isLine || block.form === 'caption' || endsSentence(block.text)) continue
    if (hasBylineName(element)) return { kind: 'byline', reason: 'marked as a byline' }
    if (/\d/u.test(block.text) && block.length <= 100 && hasDateName(element))
      return { kind: 'dateline', reason: 'marked as a date' }
  }
  return null
}

/** Menus and page footers, which Readability falls back on where there is no article at all. */
function isNeverArticle(element: DomElement): boolean {
  const role = element.getAttribute('role')
  return element.localName === 'nav' || element.localName === 'footer' || role === 'navigation'
}

/** True where a block is prose by its end: a sentence of some words. */
function endsSentence(text: string): boolean {
  return /[.!?…。！？؟]["”’»)]*$/u.test(squeeze(text)) && text.length > 60
}

function reasonOf(element: DomElement): string | null {
  const name = element.localName
  if (name === 'body' || name === 'html' || name === 'main' || name === 'article') return null
  const role = element.getAttribute('role')?.toLowerCase() ?? ''
  const named = Object.hasOwn(byName, name) ? byName[name] : undefined
  const roled = Object.hasOwn(byRole, role) ? byRole[role] : undefined
  if (named !== undefined) return named
  if (roled !== undefined) return roled
  const words = ` ${nameWords(element).join(' ')} `
  return words === '  ' ? null : (byWords.find((rule) => rule.words.test(words))?.reason ?? null)
}
