import type { Decision } from './decision.ts'
import { squeeze, type DomDocument } from './dom.ts'
import { emptyPage, noArticle, scriptOnly } from './refusals.ts'

const longestShell = 500
const asksForScripts =
  /(?:enable|activate|requires?|turn on|need|aktivieren|activer|activar?)\b.{0,40}javascript|javascript.{0,60}(?:enabled?|required|disabled|aktiv|activ)/iu

/**
 * Refuses a page that holds no article: `empty-page` when it shows nothing, `script-only-page` when
 * its text would only come from running its scripts, which Pressmark never does.
 */
export function checkForArticle(document: DomDocument, decisions: readonly Decision[]): void {
  const shown = decisions.reduce((sum, { block }) => sum + block.length, 0)
  const hasProse = decisions.some(
    ({ as, block }) =>
      (as === 'body' || as === 'standfirst') &&
      block.length >= 20 &&
      /[.!?…。！？؟]["”’»)]*$/u.test(block.text.trim()) &&
      !asksForScripts.test(block.text),
  )
  if (shown < longestShell && !hasProse && needsScripts(document, decisions)) throw scriptOnly()
  const hasBody = decisions.some(({ as }) => as === 'body' || as === 'standfirst' || as === 'lead')
  if (!hasBody) throw shown === 0 ? emptyPage() : noArticle()
}

function needsScripts(document: DomDocument, decisions: readonly Decision[]): boolean {
  const words = [
    ...[...document.querySelectorAll('noscript')].map((element) => element.textContent ?? ''),
    ...decisions.map(({ block }) => block.text),
  ]
  if (words.some((text) => asksForScripts.test(squeeze(text)))) return true
  return [...document.querySelectorAll('script')].some(
    (script) => !/json|template|text\/(?:x-|html)/iu.test(script.getAttribute('type') ?? ''),
  )
}
