import { now } from '../../shared/domain/instant.ts'
import { JournalLine, type JournalAct } from '../../shared/domain/journal.ts'
import type { Sha256 } from '../../shared/domain/sha256.ts'
import { sha256Of } from '../system/hash.ts'

/** The end of a chain: number and hash of its last line, 0 and null before the first. */
export type ChainEnd = { seq: number; self: Sha256 | null }

/**
 * The end of a journal file of `size` bytes. `lacksLineFeed`: the file's last byte is none.
 * `unfinished`: the bytes after the last whole line, where a power cut left some.
 */
export type JournalTail = ChainEnd & {
  size: number
  lacksLineFeed: boolean
  unfinished: { sha256: Sha256; sizeBytes: number } | null
}

const lineFeed = 0x0a

/**
 * The line that follows `end`, without its line feed. `self` is the SHA-256 of the line as it would
 * be without `self`: the text up to `,"self":` and a closing brace.
 */
export function nextLine(
  end: ChainEnd,
  act: JournalAct,
): { text: string; seq: number; self: Sha256 } {
  const { what, ids, detail, files } = act
  const seq = end.seq + 1
  const open = JSON.stringify({ seq, at: now(), what, ids, detail, files, prev: end.self })
  const self = sha256Of(open)
  return { text: `${open.slice(0, -1)},"self":"${self}"}`, seq, self }
}

/** The line that a text is, or null: no line of ours, cut, or not what its `self` says. */
export function parseLine(text: string): JournalLine | null {
  const found = /^(?<open>.*),"self":"(?<self>[0-9a-f]{64})"\}$/su.exec(text)?.groups
  if (found === undefined || sha256Of(`${found['open']}}`) !== found['self']) return null
  try {
    return JournalLine.safeParse(JSON.parse(text)).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/**
 * The end of a journal's bytes; null when `remembered`, the `self` that must be in it, is not.
 * Whatever follows the last whole line is unfinished: a power cut tears a line anywhere.
 */
export function findTail(bytes: Uint8Array, remembered: Sha256 | null): JournalTail | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const lacksLineFeed = buffer.length > 0 && buffer.at(-1) !== lineFeed
  const whole = lastWholeLine(buffer)
  const end = whole === null ? 0 : whole.end
  if (remembered !== null && !buffer.subarray(0, end).includes(`"self":"${remembered}"}`))
    return null
  const restStart = whole === null ? 0 : Math.min(end + 1, buffer.length)
  const restEnd = lacksLineFeed ? buffer.length : buffer.length - 1
  const rest = buffer.subarray(restStart, Math.max(restStart, restEnd))
  return {
    seq: whole?.line.seq ?? 0,
    self: whole?.line.self ?? null,
    size: buffer.length,
    lacksLineFeed,
    unfinished: rest.length === 0 ? null : { sha256: sha256Of(rest), sizeBytes: rest.length },
  }
}

/** What must be written before the next line, and the end of the chain after it. */
export function closeUnfinished(tail: JournalTail): { text: string; after: ChainEnd } {
  const lineEnd = tail.lacksLineFeed ? '\n' : ''
  if (tail.unfinished === null) return { text: lineEnd, after: tail }
  const line = nextLine(tail, {
    what: 'unfinished',
    ids: {},
    detail: { sha256: tail.unfinished.sha256, sizeBytes: tail.unfinished.sizeBytes },
    files: {},
  })
  return { text: `${lineEnd}${line.text}\n`, after: line }
}

/** The last whole line and the place of its line feed (or of the file's end). */
function lastWholeLine(buffer: Buffer): { line: JournalLine; end: number } | null {
  let end = buffer.at(-1) === lineFeed ? buffer.length - 1 : buffer.length
  while (end > 0) {
    const start = buffer.lastIndexOf(lineFeed, end - 1) + 1
    const line = parseLine(buffer.toString('utf8', start, end))
    if (line !== null) return { line, end }
    end = start - 1
  }
  return null
}
