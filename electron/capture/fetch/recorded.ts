/** An address as records keep it: credentials are secrets. */
export function recorded(url: URL): string {
  const shown = new URL(url.href)
  shown.username = ''
  shown.password = ''
  return shown.href
}
