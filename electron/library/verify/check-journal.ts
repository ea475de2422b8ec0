import type { Id } from '../../../shared/domain/ids.ts'
import type { JournalLine } from '../../../shared/domain/journal.ts'
import type { Sha256 } from '../../../shared/domain/sha256.ts'
import type { DeviceMemory } from '../device-memory.ts'
import { nameOf } from '../disk.ts'
import {
  chainLine,
  isTorn,
  pieceCutter,
  restWith,
  type ChainLine,
  type Piece,
  type Rest,
} from './journal-pieces.ts'
import { eachPiece } from './read-through.ts'
import type { Report, Verifying } from './verifying.ts'

/** A journal as it was read: how many lines are whole. */
export type JournalReading = { lines: number }

/** What the check has gone through so far. */
type State = {
  name: string
  last: { seq: number; self: Sha256 | null; number: number }
  rest: Rest | null
  lines: number
  hasRemembered: boolean
}

/**
 * Goes through a journal line by line: each is what its hash says, and follows the one before. `onLine` gets
 * every line that holds. `remembered` is what this machine wrote there last, if it is its own journal.
 */
export async function checkJournal(
  verifying: Verifying,
  path: string,
  remembered: DeviceMemory | null,
  onLine: (line: JournalLine) => void,
): Promise<JournalReading> {
  const name = nameOf(verifying.disk, path)
  verifying.step(name)
  const last = { seq: 0, self: null, number: 0 }
  const state: State = { name, last, rest: null, lines: 0, hasRemembered: remembered === null }
  const cutter = pieceCutter((piece) => {
    const link = chainLine(piece.bytes)
    if (link === null) state.rest = restWith(state.rest, piece)
    else takeLine(verifying, state, piece, link)
    if (link?.self === remembered?.self) state.hasRemembered = true
    if (link !== null && link.line !== null) onLine(link.line)
  })
  const failure = await eachPiece(verifying, path, (bytes) => cutter.add(bytes))
  if (failure !== null) {
    if (failure.state === 'unreadable') verifying.report(unreadable(name, failure.message))
    return { lines: 0 }
  }
  cutter.end()
  const missed = state.hasRemembered ? null : remembered
  if (missed !== null && missed.seq > state.last.seq + (state.rest === null ? 0 : 1)) {
    verifying.report(cutOff(state, missed))
  } else if (state.rest !== null) verifying.report(atTheEnd(state, state.rest, missed !== null))
  else if (missed !== null) verifying.report(cutOff(state, missed))
  return { lines: state.lines }
}

function takeLine(verifying: Verifying, state: State, piece: Piece, link: ChainLine): void {
  const { last, rest } = state
  const follows = link.prev === last.self && link.seq === last.seq + 1
  if (rest !== null) {
    const isOwnedUp =
      follows &&
      link.line?.what === 'unfinished' &&
      link.line.detail['sha256'] === rest.hash.copy().digest('hex') &&
      link.line.detail['sizeBytes'] === rest.sizeBytes
    verifying.report(
      isOwnedUp ? closedLine(state.name, rest, piece) : alteredLine(state, rest, link),
    )
  } else if (!follows) verifying.report(brokenChain(state, piece, link))
  if (!piece.isClosed) verifying.report(lacksLineFeed(state.name, piece))
  state.rest = null
  state.last = { seq: link.seq, self: link.self, number: piece.number }
  state.lines += 1
}

function linesOf({ first, last }: Pick<Rest, 'first' | 'last'>): string {
  return first === last ? `Line ${first}` : `Lines ${first} to ${last}`
}

const aJournal = 'Everything else in it was checked, and the acts themselves are not touched by it.'
const closes = 'The next act on the computer whose journal it is closes it.'
const restore =
  'Put the file back from a backup, or keep it as it is for whoever has to look into it.'

function alteredLine({ name, last }: State, rest: Rest, next: ChainLine): Report {
  const isOne = rest.first === rest.last && next.seq === last.seq + 2
  const where = linesOf(rest)
  return {
    kind: 'altered',
    file: name,
    headline: `${where} of the custody log ${rest.first === rest.last ? 'was' : 'were'} altered`,
    sentence: `${where} of “${name}” ${rest.first === rest.last ? 'is' : 'are'} not what was written there: the hash does not fit, and whole lines follow, so no power cut did it. ${aJournal} ${restore}`,
    expected: isOne ? next.prev : null,
    sizeFound: rest.sizeBytes,
  }
}

function brokenChain({ name, last }: State, piece: Piece, link: ChainLine): Report {
  const what =
    last.number === 0
      ? `“${name}” does not begin with its first line: lines before line ${link.seq} were taken out.`
      : `Line ${piece.number} of “${name}” does not follow the one before it: lines between them were taken out, put in or moved.`
  return {
    kind: 'altered',
    file: name,
    headline: `The custody log is broken before line ${piece.number}`,
    sentence: `${what} ${restore}`,
    expected: last.self,
    found: link.prev,
  }
}

/**
 * What stands after the last whole line. `wasWhole`: this computer remembers that it was written to its end.
 * Not every drive keeps what it has confirmed, so a power cut can still have torn it.
 */
function atTheEnd({ name, last }: State, rest: Rest, wasWhole: boolean): Report {
  if (isTorn(rest.pieces, last.seq + 1)) {
    return {
      kind: 'unfinished',
      file: name,
      headline: 'The last line of the custody log is unfinished',
      sentence: `“${name}” ends in a line that is not there to its end. A power cut or a full disk does that, and nothing was tampered with: all ${last.number} lines before it are whole. ${wasWhole ? 'This computer remembers that it wrote that line whole, so the drive lost what it had confirmed, or somebody cut the file there. ' : ''}${closes}`,
      sizeFound: rest.sizeBytes,
    }
  }
  return {
    kind: 'altered',
    file: name,
    headline: 'The end of the custody log was altered',
    sentence: `${linesOf(rest)} of “${name}”, at its end, ${rest.first === rest.last ? 'is' : 'are'} not what was written there: the hash does not fit, and a power cut leaves a line unfinished, not like this. ${aJournal} ${restore}`,
    sizeFound: rest.sizeBytes,
  }
}

function lacksLineFeed(name: string, piece: Piece): Report {
  return {
    kind: 'unfinished',
    file: name,
    headline: 'The last line of the custody log is unfinished',
    sentence: `Line ${piece.number}, the last of “${name}”, is whole but for the line feed at its end. A power cut does that, and nothing was tampered with. ${closes}`,
  }
}

function closedLine(name: string, rest: Rest, piece: Piece): Report {
  return {
    kind: 'closed-line',
    file: name,
    headline: 'A power cut tore a line of the custody log',
    sentence: `${linesOf(rest)} of “${name}” ${rest.first === rest.last ? 'was' : 'were'} not written to the end; line ${piece.number} says so and holds the hash of it. Nothing was tampered with, and nothing is to be done.`,
  }
}

function cutOff({ name, last }: State, { seq, self }: DeviceMemory): Report {
  return {
    kind: 'altered',
    file: name,
    headline: 'The end of the custody log is gone',
    sentence: `This computer wrote ${seq} lines in “${name}”, and the last of them is not there: the file has ${last.number}. Lines were cut off, or an older copy of the file was put in its place. ${restore}`,
    expected: self,
    found: last.self,
  }
}

function unreadable(name: string, message: string): Report {
  return {
    kind: 'unreadable',
    file: name,
    headline: 'A custody log cannot be read',
    sentence: message,
  }
}

/** The journal that this machine wrote last is not there at all. */
export function journalGone(name: string, { seq }: { seq: number; deviceId: Id }): Report {
  return {
    kind: 'missing',
    file: name,
    headline: 'A custody log is not there',
    sentence: `This computer wrote ${seq} lines in “${name}”, and the file is not there: it was removed, or is not synced yet. ${restore}`,
  }
}
