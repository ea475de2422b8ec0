/** Longer addresses are no addresses that a person follows. */
const longest = 8_192

/**
 * The address of a link that leads out of the app, or null where none may be made of it: http, https and
 * mailto alone, and no user name, which would hide the host. The shells judge it once more when clicked.
 */
export function outsideAddress(raw: string | null): string | null {
  if (raw === null || raw.length > longest || !URL.canParse(raw)) return null
  const url = new URL(raw)
  const isAllowed = ['http:', 'https:', 'mailto:'].includes(url.protocol)
  return isAllowed && url.username === '' && url.password === '' ? url.href : null
}
