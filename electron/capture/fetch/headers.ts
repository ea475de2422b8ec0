import type { HeaderLines } from '../../evidence/wire-record.ts'

/** Headers of one answer: name in lower case and value, in the order received. */
export type Headers = readonly (readonly [name: string, value: string])[]

/** Pairs the flat list that undici gives with `responseHeaders: 'raw'`, with the capitals as sent. */
export function headerLines(raw: readonly unknown[]): [name: string, value: string][] {
  const lines: [string, string][] = []
  for (let index = 0; index + 1 < raw.length; index += 2) {
    lines.push([textOf(raw[index]), textOf(raw[index + 1])])
  }
  return lines
}

/** Header lines with their names in lower case, for whoever looks one up. */
export function headersFrom(lines: HeaderLines): Headers {
  return lines.map(([name, value]) => [name.toLowerCase(), value] as const)
}

/** The first value of a header; `name` in lower case. */
export function headerOf(headers: Headers, name: string): string | null {
  return headers.find(([candidate]) => candidate === name)?.[1] ?? null
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  return Buffer.isBuffer(value) ? value.toString('latin1') : ''
}
