import { parameterOf, readHeaders, type MimeHeaders } from './mime-headers.ts'

/**
 * One part that holds something itself: the bytes [start, end) of the file, still encoded. `isWhole`
 * is false where the file ends before the part does.
 */
export type MimePart = { headers: MimeHeaders; start: number; end: number; isWhole: boolean }

/** The parts of a file in their order; `isCut`: it ends too early, `isLong`: more was passed by. */
export type MimeParts = {
  headers: MimeHeaders
  parts: MimePart[]
  isCut: boolean
  isLong: boolean
}

/** No saved page has more; what follows is passed by, and told. */
export const mostParts = 10_000

/** Parts lie in parts this deep in no saved page. */
export const deepestParts = 8

type Range = { start: number; end: number; depth: number; isWhole: boolean }

/** Finds the parts of a file, in one pass over each depth and without recursion. Nothing is decoded. */
export function readParts(bytes: Buffer): MimeParts {
  const { headers } = readHeaders(bytes, 0, bytes.length)
  const found: MimeParts = { headers, parts: [], isCut: false, isLong: false }
  const open: Range[] = [{ start: 0, end: bytes.length, depth: 0, isWhole: true }]
  let seen = 0
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    const head = readHeaders(bytes, range.start, range.end)
    const boundary = boundaryOf(head.headers)
    if (boundary === null) {
      const { end, isWhole } = range
      found.parts.push({ headers: head.headers, start: head.bodyStart, end, isWhole })
      continue
    }
    if (range.depth >= deepestParts || seen >= mostParts) {
      found.isLong = true
      continue
    }
    const inside = split(bytes, { ...range, start: head.bodyStart }, boundary, mostParts - seen)
    seen += inside.ranges.length
    found.isLong ||= inside.isLong
    found.isCut ||= inside.isCut
    open.push(...inside.ranges.reverse())
  }
  return found
}

function boundaryOf(headers: MimeHeaders): string | null {
  const type = headers.get('content-type') ?? ''
  if (!/^\s*multipart\//iu.test(type)) return null
  const boundary = parameterOf(type, 'boundary')
  return boundary === null || boundary === '' || boundary.length > 200 ? null : boundary
}

/** What lies between the lines of a boundary, at most `most` of it. */
function split(
  bytes: Buffer,
  { start, end, depth, isWhole }: Range,
  boundary: string,
  most: number,
): { ranges: Range[]; isCut: boolean; isLong: boolean } {
  const ranges: Range[] = []
  let from: number | null = null
  for (const line of boundaryLines(bytes, start, end, boundary)) {
    if (from !== null)
      ranges.push({ start: from, end: line.start, depth: depth + 1, isWhole: true })
    if (line.isLast) return { ranges, isCut: false, isLong: false }
    if (ranges.length >= most) return { ranges, isCut: false, isLong: true }
    from = line.end
  }
  // Without its own last line a part ends with the part around it.
  const isCut = depth === 0 || !isWhole
  if (from !== null) ranges.push({ start: from, end, depth: depth + 1, isWhole: !isCut })
  return { ranges, isCut, isLong: false }
}

/** The lines of a boundary: where each begins, the line break before it included, and ends. */
function* boundaryLines(
  bytes: Buffer,
  start: number,
  end: number,
  boundary: string,
): Generator<{ start: number; end: number; isLast: boolean }> {
  const body = bytes.subarray(start, end)
  const mark = Buffer.from(`--${boundary}`, 'latin1')
  const newMark = Buffer.from(`\n--${boundary}`, 'latin1')
  const isFirstLine = body.subarray(0, mark.length).equals(mark)
  let at = isFirstLine ? 0 : body.indexOf(newMark)
  while (at >= 0) {
    const after = at + (at === 0 && isFirstLine ? mark.length : newMark.length)
    const rest = /^(--)?[ \t]*(?:\r?\n|$)/u.exec(body.toString('latin1', after, after + 100))
    if (rest !== null) {
      const isCrLf = at > 0 && body[at - 1] === 0x0d
      const lineEnd = Math.min(after + rest[0].length, body.length)
      yield { start: start + at - (isCrLf ? 1 : 0), end: start + lineEnd, isLast: rest[1] === '--' }
      // Its own line break may be the one before the next.
      at = body.indexOf(newMark, lineEnd - 1)
    } else at = body.indexOf(newMark, after)
  }
}
