import { isAppUrl } from './navigation.ts'

/**
 * Whether a page may use something that browsers ask permission for.
 *
 * The interface copies text to the clipboard; it needs nothing else, and no other page needs anything.
 */
export function isPermitted(permission: string, requestingUrl: string): boolean {
  return permission === 'clipboard-sanitized-write' && isAppUrl(requestingUrl)
}
