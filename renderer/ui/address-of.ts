/** The web address that an article is known by, with its site in short; null for a file or a pasted text. */
export function addressOf(key: string): { href: string; site: string } | null {
  if (!/^https?:/u.test(key)) return null
  return { href: key, site: new URL(key).host.replace(/^www\./u, '') }
}
