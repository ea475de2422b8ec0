import {
  isTokenAtKeyword,
  isTokenBadURL,
  isTokenCloseParen,
  isTokenFunction,
  isTokenOpenParen,
  isTokenSemicolon,
  isTokenString,
  isTokenURL,
  isTokenWhiteSpaceOrComment,
  tokenize,
  type CSSToken,
} from '@csstools/css-tokenizer'

/** What an address in a page or a style is for. */
export type NeedKind = 'style' | 'picture' | 'other'

/** What stands for an address in the copy, a `data:` address; null where there is nothing to show. */
export type Replace = (kind: NeedKind, url: string) => string | null

/**
 * A style sheet, or the declarations of a `style` attribute, with every address that a browser would
 * load replaced. Whatever else it says stays as it was written, also where it is no valid CSS.
 */
export function rewriteStyle(css: string, baseUrl: string, replace: Replace): string {
  const tokens = tokenize({ css })
  const functions: string[] = []
  let rule: string | null = null
  return tokens
    .map((token, index) => {
      if (isTokenAtKeyword(token)) rule = token[4].value.toLowerCase()
      else if (isTokenSemicolon(token)) rule = null
      else if (isTokenFunction(token)) functions.push(token[4].value.toLowerCase())
      else if (isTokenOpenParen(token)) functions.push('')
      else if (isTokenCloseParen(token)) functions.pop()
      else if (isTokenBadURL(token)) return 'url("data:,")'
      const value = addressIn(token, functions, isFirstOfImport(tokens, index, rule))
      if (value === null || rule === 'namespace' || rule === 'charset') return token[1]
      const url = addressOf(value, baseUrl)
      if (url === null) return token[1]
      const kind = rule === 'import' ? 'style' : 'other'
      const replaced = JSON.stringify(replace(kind, url) ?? 'data:,')
      return isTokenURL(token) ? `url(${replaced})` : replaced
    })
    .join('')
}

/** The address that a token holds, which is a string only in the places where strings are addresses. */
function addressIn(token: CSSToken, functions: readonly string[], isFirst: boolean): string | null {
  if (isTokenURL(token)) return token[4].value
  if (!isTokenString(token)) return null
  const inside = functions.at(-1) ?? ''
  return /^(?:url|src|image|(?:-webkit-)?image-set)$/u.test(inside) || isFirst
    ? token[4].value
    : null
}

/** Whether a token is what an `@import` names: the first thing after it. */
function isFirstOfImport(tokens: readonly CSSToken[], index: number, rule: string | null): boolean {
  if (rule !== 'import') return false
  const before = tokens.slice(Math.max(0, index - 8), index)
  return isTokenAtKeyword(before.findLast((token) => !isTokenWhiteSpaceOrComment(token)))
}

/** An absolute web address; null for what is inside the page already, or leads nowhere. */
function addressOf(value: string, baseUrl: string): string | null {
  const trimmed = value.trim()
  if (trimmed === '' || trimmed.startsWith('#') || /^data:/iu.test(trimmed)) return null
  if (!URL.canParse(trimmed, baseUrl)) return trimmed
  const url = new URL(trimmed, baseUrl)
  url.hash = ''
  url.username = ''
  url.password = ''
  return url.href
}
