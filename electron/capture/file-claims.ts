import type { FileClaims } from '../../shared/domain/provenance.ts'

/** A page this long says where it was saved from in its first lines, or not at all. */
const longestPrologue = 65_536
const longestAddress = 8_192

/** Clocks differ a little; a file that was saved later than that says nothing true. */
const clockSkewMs = 5 * 60_000
const firstPage = Date.UTC(1991, 7, 6)

/**
 * What a saved page says in its own first lines: the browsers’ `saved from url`, SingleFile’s comment.
 * Only comments before the page’s first element count: its text may quote such a line.
 */
export function claimsInHtml(html: string, now: Date): FileClaims | null {
  for (const comment of firstComments(html)) {
    const claims = claimsInComment(comment, now)
    if (claims !== null) return claims
  }
  return null
}

/** A claim, checked: what is no plain web address or no possible moment is dropped. */
export function checkedClaims(
  { address, time, by }: { address: string | null; time: string | null; by: FileClaims['by'] },
  now: Date,
): FileClaims | null {
  const url = address === null ? null : claimedAddress(address)
  const savedAt = time === null ? null : claimedMoment(time, now)
  return url === null && savedAt === null ? null : { url, savedAt, by }
}

function claimsInComment(comment: string, now: Date): FileClaims | null {
  const browser = /^\s*saved from url=\(\d{4,6}\)(\S+)\s*$/iu.exec(comment)
  if (browser !== null) {
    return checkedClaims({ address: browser[1] ?? null, time: null, by: 'browser' }, now)
  }
  if (!/^\s*(?:page saved with|archive processed by) singlefile/iu.test(comment)) return null
  const address = /^[ \t]*url:[ \t]*(\S+)[ \t\r]*$/imu.exec(comment)?.[1] ?? null
  const time = /^[ \t]*saved date:[ \t]*(\S.*)$/imu.exec(comment)?.[1] ?? null
  return checkedClaims({ address, time, by: 'singlefile' }, now)
}

/** The comments before anything that a page shows, in their order. */
function* firstComments(html: string): Generator<string> {
  const head = html.slice(0, longestPrologue)
  const comment = /\s*<!--([^]*?)-->/uy
  const other = /[\s\u{feff}]*<(?:!doctype|\?xml|html|head)(?=[\s>])(?:"[^"]*"|'[^']*'|[^>"'])*>/iuy
  for (let index = 0; index < head.length;) {
    comment.lastIndex = index
    const found = comment.exec(head)
    if (found !== null) yield found[1] ?? ''
    other.lastIndex = index
    if (found === null && !other.test(head)) return
    index = found === null ? other.lastIndex : comment.lastIndex
  }
}

/** An address with a name and password in it was made by hand, and is nobody’s to keep. */
function claimedAddress(text: string): string | null {
  if (text.length > longestAddress || !/^https?:\/\//iu.test(text) || !URL.canParse(text))
    return null
  const url = new URL(text)
  return url.username === '' && url.password === '' ? url.href : null
}

/** A moment with a year, a time of day and an offset, in the past; as UTC. */
function claimedMoment(text: string, now: Date): string | null {
  const isWhole = /\b\d{4}\b/u.test(text) && /\d\d:\d\d/u.test(text)
  const hasOffset = /\b(?:GMT|UTC|UT)\b|[+-]\d{2}:?\d{2}\b|\dZ\b/u.test(text)
  if (text.length > 200 || !isWhole || !hasOffset) return null
  const ms = Date.parse(text.trim())
  if (Number.isNaN(ms) || ms < firstPage || ms > now.getTime() + clockSkewMs) return null
  return new Date(ms).toISOString()
}
