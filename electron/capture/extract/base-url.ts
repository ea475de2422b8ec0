/** Stands for the base of a page of which nobody says where it comes from. */
export const nowhere = 'https://nowhere.invalid/'

/**
 * The address that a page's attribute names, absolute and without credentials; null where it is none,
 * or relative in a page that comes from nowhere.
 */
export function absoluteUrl(value: string | null, baseUrl: string): URL | null {
  if (value === null || !URL.canParse(value, baseUrl)) return null
  const url = new URL(value, baseUrl)
  if (url.href.startsWith(nowhere)) return null
  url.username = ''
  url.password = ''
  return url
}
