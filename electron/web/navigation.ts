/** Where the desktop's window finds the interface: a scheme of its own, so that nothing is `file:`. */
export const appScheme = 'app'
export const appUrl = `${appScheme}://pressmark/`

/** Longer addresses are no addresses that a person follows. */
const longestExternalUrl = 8_192

/**
 * Whether an address lies in the interface.
 *
 * Decided on scheme and host, since the origin of a scheme that is not the web's reads `null`; an
 * address that doesn't parse, names a user or a port, or is wrapped (`blob:`, `view-source:`), doesn't.
 */
export function isAppUrl(raw: string): boolean {
  const url = parse(raw)
  if (url === null || url.username !== '' || url.password !== '') return false
  return url.protocol === `${appScheme}:` && url.host === 'pressmark'
}

/**
 * The address to hand to the system's browser or mail program, or null for what may never leave.
 *
 * Only http, https and mailto, parsed and written anew, so that the system sees what was judged. A
 * user name in an address hides its host, and a mail may carry words but no file: both are refused.
 */
export function externalUrl(raw: string): string | null {
  const url = raw.length > longestExternalUrl ? null : parse(raw)
  if (url === null || url.username !== '' || url.password !== '') return null
  if (url.protocol === 'http:' || url.protocol === 'https:') return url.href
  return url.protocol === 'mailto:' && isPlainMail(url) ? url.href : null
}

function isPlainMail(url: URL): boolean {
  const harmless = ['subject', 'body', 'cc']
  return [...url.searchParams.keys()].every((name) => harmless.includes(name.toLowerCase()))
}

function parse(raw: string): URL | null {
  return URL.canParse(raw) ? new URL(raw) : null
}
