/** The fields of one part, names in lower case; of a field that stands twice, the first. */
export type MimeHeaders = ReadonlyMap<string, string>

/** No head of a part is longer; what goes on has no body that could be read. */
const longestHead = 65_536
const lineFeed = 0x0a

/** The head of the part in [start, end), folded lines joined by a space, and where its body begins. */
export function readHeaders(
  bytes: Buffer,
  start: number,
  end: number,
): { headers: MimeHeaders; bodyStart: number } {
  const headers = new Map<string, string>()
  const last = Math.min(end, start + longestHead)
  let open: { name: string; value: string } | null = null
  const close = (): void => {
    if (open !== null && !headers.has(open.name)) headers.set(open.name, open.value)
  }
  for (let at = start; at < last;) {
    const feed = bytes.indexOf(lineFeed, at)
    const next = feed < 0 || feed >= end ? end : feed + 1
    if (next > last) break
    const line = bytes.toString('utf8', at, next).trimEnd()
    at = next
    if (line === '') {
      close()
      return { headers, bodyStart: next }
    }
    if (/^[ \t]/u.test(line) && open !== null) {
      open = { name: open.name, value: `${open.value} ${line.trim()}` }
      continue
    }
    close()
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(0, colon)).trim().toLowerCase()
    open = name === '' ? null : { name, value: line.slice(colon + 1).trim() }
  }
  close()
  return { headers, bodyStart: end }
}

/** A parameter of a field, such as the boundary of `multipart/related; boundary="…"`. */
export function parameterOf(field: string, name: string): string | null {
  const pattern = new RegExp(`;\\s*${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;]+))`, 'iu')
  const found = pattern.exec(field)
  if (found === null) return null
  return found[1]?.replace(/\\(.)/gu, '$1') ?? found[2] ?? null
}
