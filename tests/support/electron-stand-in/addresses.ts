/** Chromium knows no scheme of ours: `app://pressmark/x` travels as `https://pressmark.app.stand-in/x`. */
const suffix = '.stand-in'

/** The address that Chromium uses for one of the app's. */
export function toTravelling(url: string): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/su.exec(url)
  if (match === null) return url
  const [, scheme = '', host = '', rest = ''] = match
  return `https://${host}.${scheme}${suffix}${rest === '' ? '/' : rest}`
}

/** The address as the app wrote it, of one that Chromium uses; others are what they are. */
export function fromTravelling(url: string): string {
  const match = /^https:\/\/([^/?#]*)\.([a-z0-9+-]+)\.stand-in(?=[/?#]|$)(.*)$/su.exec(url)
  if (match === null) return url
  const [, host = '', scheme = '', rest = ''] = match
  return `${scheme}://${host}${rest}`
}
