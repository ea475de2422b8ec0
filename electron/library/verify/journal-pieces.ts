import { createHash, type Hash } from 'node:crypto'
import { z } from 'zod'
import { JournalLine } from '../../../shared/domain/journal.ts'
import { Sha256 } from '../../../shared/domain/sha256.ts'
import { sha256Of } from '../../system/hash.ts'

/** What stands between two line feeds of a journal. `number` counts from 1. */
export type Piece = { number: number; bytes: Buffer; isClosed: boolean }

const lineFeed = 0x0a

/** Cuts what comes in at its line feeds. */
export function pieceCutter(take: (piece: Piece) => void): {
  add(bytes: Uint8Array): void
  end(): void
} {
  let parts: Uint8Array[] = []
  let number = 1
  const cut = (isClosed: boolean): void => {
    take({ number, bytes: Buffer.concat(parts), isClosed })
    parts = []
    number += 1
  }
  return {
    add(bytes) {
      let start = 0
      for (;;) {
        const end = bytes.indexOf(lineFeed, start)
        if (end === -1) break
        parts.push(bytes.subarray(start, end))
        cut(true)
        start = end + 1
      }
      if (start < bytes.length) parts.push(bytes.subarray(start))
    },
    end() {
      if (parts.length > 0) cut(false)
    },
  }
}

/** A link of the chain: what every line has, one of a newer program included. */
const Link = z.looseObject({
  seq: z.number().int().min(1),
  what: z.string(),
  prev: Sha256.nullable(),
  self: Sha256,
})

/** A line whose hash is right; `line` is null where this program does not know what it says. */
export type ChainLine = z.infer<typeof Link> & { line: JournalLine | null }

const closing = /^,"self":"(?<self>[0-9a-f]{64})"\}$/u
const closingLength = 75

/** The line that bytes are, or null where their hash is not what they say. */
export function chainLine(bytes: Buffer): ChainLine | null {
  const openEnd = bytes.length - closingLength
  if (openEnd < 0) return null
  const self = closing.exec(bytes.toString('latin1', openEnd))?.groups?.['self']
  const open = Buffer.concat([bytes.subarray(0, openEnd), Buffer.from('}')])
  if (self === undefined || sha256Of(open) !== self) return null
  try {
    const json: unknown = JSON.parse(bytes.toString('utf8'))
    const link = Link.safeParse(json).data
    return link === undefined ? null : { ...link, line: JournalLine.safeParse(json).data ?? null }
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/**
 * Whether pieces at the end of a journal are what a power cut leaves of a line: a part that is zeros, or a
 * beginning. A line that came to its end, and is not what its hash says, is none.
 */
export function isTorn(pieces: readonly Piece[], seq: number): boolean {
  return pieces.every(({ bytes, isClosed }) => {
    if (bytes.includes(0)) return true
    const head = Buffer.from(`{"seq":${seq},"at":"`)
    const length = Math.min(head.length, bytes.length)
    if (!head.subarray(0, length).equals(bytes.subarray(0, length))) return false
    const text = bytes.toString('latin1')
    if (/"self":"[0-9a-f]{64}(?:"[^]|[^"])/u.test(text)) return false
    return !(isClosed && text.endsWith('"}'))
  })
}

/** Pieces that are no line, one after the other, with the hash of all their bytes. */
export type Rest = { first: number; last: number; sizeBytes: number; pieces: Piece[]; hash: Hash }

/** A rest with one piece more; the line feed between two is part of it. */
export function restWith(rest: Rest | null, piece: Piece): Rest {
  const known = rest ?? {
    first: piece.number,
    last: piece.number,
    sizeBytes: 0,
    pieces: [],
    hash: createHash('sha256'),
  }
  if (rest !== null) known.hash.update('\n')
  known.hash.update(piece.bytes)
  return {
    ...known,
    last: piece.number,
    sizeBytes: known.sizeBytes + piece.bytes.length + (rest === null ? 0 : 1),
    pieces: [...known.pieces, piece],
  }
}
