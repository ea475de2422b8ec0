import { isPlausibleHost } from './plausible-host.ts'

/** What a link's words say, and where it leads instead. */
export type LinkDisguise = { shown: string; host: string }

/**
 * The other host that the words of a link show, or null where they show none.
 *
 * Words show a host where they are an address as a whole, or hold one with its scheme, `www.` or a path:
 * a headline that begins with “Booking.com” is no address. Only `www.` makes no difference between hosts.
 */
export function linkDisguise(words: string, address: string): LinkDisguise | null {
  const hosts = hostsOf(address)
  const isOther = (shown: string): boolean =>
    hosts.some((host) => withoutWww(host) !== withoutWww(shown))
  const other = hostsShown(words).find(isOther)
  return other === undefined ? null : { shown: other, host: hosts.join(', ') }
}

/** The hosts that an address leads to: those of its mailboxes, where it is one of mail. */
function hostsOf(address: string): string[] {
  const { protocol, hostname, pathname } = new URL(address)
  if (protocol !== 'mailto:') return [hostname]
  return decoded(pathname)
    .split(',')
    .map((mailbox) => mailbox.slice(mailbox.lastIndexOf('@') + 1).trim())
    .map((host) => asWire(host) ?? host)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // no encoding that a mail program could read either
  }
}

function hostsShown(words: string): string[] {
  const parts = words
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '') // what nobody sees parts no host
    .split(/[\s"'“”„‘’«»‹›<>()[\]{},;|]+/u)
    .map((part) => part.replace(/[.:!?…]+$/u, ''))
    .filter((part) => part !== '')
  return parts.flatMap((part) => {
    const [, scheme, rest = ''] = /^([a-z][a-z0-9+.-]*:\/*)?(.*)$/iu.exec(part) ?? []
    const [authority = ''] = rest.split(/[/\\?#]/u)
    const place = authority.slice(authority.lastIndexOf('@') + 1).replace(/:\d*$/u, '')
    const isMarked = scheme !== undefined || rest !== authority || /^www\./iu.test(place)
    if (parts.length > 1 && !isMarked) return []
    const host = place.replace(/[。．｡]/gu, '.')
    return isPlausibleHost(host) ? [asWire(host) ?? host] : []
  })
}

/** A host as it travels: one that looks like another in letters is told apart by this. */
function asWire(host: string): string | null {
  const url = `http://${host}/`
  return URL.canParse(url) ? new URL(url).hostname : null
}

function withoutWww(host: string): string {
  return host.replace(/^www\./u, '')
}
