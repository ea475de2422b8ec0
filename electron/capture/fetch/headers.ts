import { sha256Of } from '../../system/hash.ts'

/** Headers of one answer: name in lower case and value, in the order received. */
export type Headers = readonly (readonly [name: string, value: string])[]

/** Pairs the flat list that undici gives with `responseHeaders: 'raw'`. */
export function headersFrom(raw: readonly unknown[]): Headers {
  const headers: [string, string][] = []
  for (let index = 0; index + 1 < raw.length; index += 2) {
    headers.push([textOf(raw[index]).toLowerCase(), textOf(raw[index + 1])])
  }
  return headers
}

/** The first value of a header; `name` in lower case. */
export function headerOf(headers: Headers, name: string): string | null {
  return headers.find(([candidate]) => candidate === name)?.[1] ?? null
}

/** Headers as evidence may keep them: cookies are secrets, so only their SHA-256 stays. */
export function headersToKeep(headers: Headers): [string, string][] {
  return headers.map(([name, value]) => [
    name,
    name === 'set-cookie' || name === 'set-cookie2'
      ? `sha256:${sha256Of(Buffer.from(value, 'utf8'))}`
      : value,
  ])
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return Buffer.isBuffer(value) ? value.toString('latin1') : ''
}
