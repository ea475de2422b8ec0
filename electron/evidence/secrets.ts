import { sha256Of } from '../system/hash.ts'
import type { HeaderLines } from './wire-record.ts'

const cookies = /^set-cookie2?$/iu
/** Headers whose value is, or holds, an address; credentials can stand in one. */
const addresses = /^(?:location|content-location|refresh|link)$/iu

/**
 * Headers as evidence may keep them, since evidence is sent to strangers: of a cookie only the
 * SHA-256 of its line stays, and an address loses the name and password in it.
 */
export function withoutSecrets(headers: HeaderLines): [name: string, value: string][] {
  return headers.map(([name, value]) => {
    if (cookies.test(name)) return [name, `sha256:${sha256Of(Buffer.from(value, 'latin1'))}`]
    if (addresses.test(name)) return [name, withoutCredentials(value)]
    return [name, value]
  })
}

function withoutCredentials(value: string): string {
  return value.replace(
    /([a-z][a-z0-9+.-]*:)?\/\/[^\s/?#<>"']*@/giu,
    (_, scheme?: string) => `${scheme ?? ''}//`,
  )
}
