import { AppError } from '../errors.ts'

/** Parameters that say how a reader came to a page, never which page it is. */
const trackingParameters = new Set([
  'fbclid', 'gclid', 'gclsrc', 'dclid', 'gbraid', 'wbraid', 'msclkid', 'yclid', 'ysclid', 'twclid',
  'ttclid', 'li_fat_id', 'igshid', 'igsh', 'mc_cid', 'mc_eid', 'mkt_tok', '_ga', '_gl', '_hsenc',
  '_hsmi', 'hsctatracking', 'vero_id', 'vero_conv', 'oly_anon_id', 'oly_enc_id', 'rb_clickid',
  's_cid', 'icid', 'ncid', 'cmpid', 'ref_src', 'ref_url', '__twitter_impression', 'wt_mc', 'wt.mc_id',
  'at_medium', 'at_campaign', 'at_custom1', 'at_custom2', 'at_custom3', 'at_custom4', 'soc_src',
  'soc_trk', 'spm', 'scm', 'guccounter', 'guce_referrer', 'guce_referrer_sig', 'cvid', 'ocid',
  'sr_share', 'share_id', 'xtor', 'epik', 'srsltid', 'wickedid', 'trk_contact', 'trk_msg',
  'trk_module', 'trk_sid', 'fb_action_ids', 'fb_action_types', 'fb_ref', 'fb_source',
]) // prettier-ignore

/**
 * The address that an input names, or an `AppError` that says why it is none.
 *
 * Accepts what people paste: surrounding space, a missing `https://` before something that looks
 * like a host, a bare DOI. Refuses every scheme but http and https.
 */
export function parseAddress(input: string): URL {
  const trimmed = withDoiHost(input.trim())
  const hasScheme = /^[a-z][a-z0-9+.-]*:/iu.test(trimmed)
  const isHostAndPort =
    /^[^\s/:@]+\.[^\s/:@]+:\d+(?:[/?#]|$)|^localhost(?::\d+)?(?:[/?#]|$)/iu.test(trimmed)
  const looksLikeHost = /^[^\s/:@]+\.[^\s/:@]{2,}(?:[/?#]|$)/u.test(trimmed)
  const candidate =
    (isHostAndPort || looksLikeHost) && (!hasScheme || isHostAndPort)
      ? `https://${trimmed}`
      : trimmed
  if (!URL.canParse(candidate) || /\s/u.test(trimmed)) {
    throw new AppError(
      'not-an-address',
      `“${shorten(trimmed)}” is not a web address. Nothing was captured; paste an address that begins with https:// or http://.`,
    )
  }
  const url = new URL(candidate)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new AppError(
      'unsupported-scheme',
      `Pressmark captures http and https addresses, not “${url.protocol}”. Nothing was captured.`,
    )
  }
  return url
}

/**
 * The key of an article fetched from `url` (the final address): lower-case host, no default port,
 * no credentials, no fragment, tracking parameters dropped, the rest of the query sorted.
 */
export function articleKey(url: URL): string {
  const key = new URL(url.href)
  key.hash = ''
  key.username = ''
  key.password = ''
  const kept = [...key.searchParams].filter(
    ([name]) => !trackingParameters.has(name.toLowerCase()) && !/^utm_/iu.test(name),
  )
  const search = new URLSearchParams(kept)
  search.sort()
  key.search = search.toString()
  return key.href
}

/** The key of an imported file or pasted text without an address: `sha256:` and its bytes' hash. */
export function contentKey(sha256: string): string {
  return `sha256:${sha256}`
}

/** A DOI, bare or after `doi:`, as the address that resolves it; anything else as it is. */
function withDoiHost(text: string): string {
  const doi = /^(?:doi:\s*)?(10\.\d{4,9}\/\S+)$/iu.exec(text)?.[1]
  return doi === undefined ? text : `https://doi.org/${doi}`
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text
}
