import { randomUUID } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '../../shared/errors.ts'
import { nameOf, type Disk, type LockTiming } from './disk.ts'
import { errnoOf } from '../system/errno.ts'
import { isMissing } from './disk-errors.ts'
import { linkRefusals, makeFolder, writeAll } from './durable-files.ts'
import { sha256Of } from '../system/hash.ts'
import { ProcessIdentity, stateOf } from './process-identity.ts'
import { discard, sweepTemporaryFiles, temporaryPath } from './temporary-files.ts'

/** What lies in a lock file. The token is new each time a lock is taken. */
const LockRecord = ProcessIdentity.extend({ token: ProcessIdentity.shape.host })

/** A lock that this process took. */
export type HeldLock = {
  /** False once another process took over: whatever was read under the lock may be old. */
  isOurs(): Promise<boolean>
}

/** A lock that this process took: when, and whether it was seen to be lost. */
type TakenLock = { token: string; takenAt: number; isLost: boolean }

/** Tokens of the locks that this process holds at this moment. */
const heldTokens = new Set<string>()

/** Within one process callers queue up, so that only one of them at a time asks the disk. */
const queues = new Map<string, Promise<unknown>>()

/** How long a lock was taken again and again without a pause, by path. */
const busySpells = new Map<string, { since: number; releasedAt: number }>()
const spellMs = 500
const spellGapMs = 5
const breakMs = 30

/** No document's lock is held for longer, so one that stays empty or torn for as long has no holder. */
const tornAfterMs = 2_000

type HolderState = ReturnType<typeof stateOf>

/** Runs `action` while this process holds the lock of a document. */
export function withDocumentLock<T>(
  disk: Disk,
  documentPath: string,
  action: (lock: HeldLock) => Promise<T>,
): Promise<T> {
  const path = join(dirname(documentPath), `.~${basename(documentPath)}.lock`)
  return withLock(disk, path, nameOf(disk, documentPath), disk.timing, action)
}

/**
 * Runs `action` while this process holds the lock of a key on this computer. The lock lies in the
 * OS cache under the key's hash; a capture may hold it for long, so others wait up to a minute.
 */
export async function withKeyLock<T>(
  disk: Disk,
  cacheFolder: string,
  key: string,
  action: () => Promise<T>,
): Promise<T> {
  const folder = join(cacheFolder, 'locks')
  await makeFolder(disk, folder)
  await sweepTemporaryFiles(disk, folder)
  const path = join(folder, `${sha256Of(key).slice(0, 32)}.lock`)
  const timing = { busyAfterMs: 60_000, takeOverAfterMs: 60_000 }
  return withLock(disk, path, 'this article', timing, action)
}

async function withLock<T>(
  disk: Disk,
  path: string,
  subject: string,
  timing: LockTiming,
  action: (lock: HeldLock) => Promise<T>,
): Promise<T> {
  const before = queues.get(path) ?? Promise.resolve()
  const mine = before.then(async () => {
    const lock = await take(disk, path, subject, timing)
    try {
      return await action({ isOurs: () => isOurs(disk, path, lock) })
    } finally {
      await release(disk, path, lock)
    }
  })
  // The queue goes on whatever became of this turn; the caller gets the failure from `mine`.
  const settled = mine.then(nothing, nothing)
  queues.set(path, settled)
  try {
    return await mine
  } finally {
    if (queues.get(path) === settled) queues.delete(path)
  }
}

const nothing = (): void => undefined

/** Waits for the lock and takes it. Throws `document-busy`. */
async function take(
  disk: Disk,
  path: string,
  subject: string,
  timing: LockTiming,
): Promise<TakenLock> {
  await letOthersIn(path)
  const offer = await makeOffer(disk, path)
  try {
    return await claimWhenFree(disk, path, offer, { subject, timing })
  } finally {
    await discard(disk, offer.temporary)
  }
}

async function claimWhenFree(
  disk: Disk,
  path: string,
  offer: Offer,
  { subject, timing }: { subject: string; timing: LockTiming },
): Promise<TakenLock> {
  const startedAt = performance.now()
  let watched = { content: '', since: startedAt }
  for (let turn = 0; ; turn += 1) {
    if (await claim(disk, path, offer, turn)) {
      heldTokens.add(offer.token)
      return { token: offer.token, takenAt: performance.now(), isLost: false }
    }
    const content = await readLock(disk, path)
    if (content === null) {
      await pause(1)
      continue
    }
    const now = performance.now()
    if (watched.content !== content) watched = { content, since: now }
    const holder = holderState(disk, content)
    if (now - watched.since >= waitFor(content, holder, timing)) {
      await moveAside(disk, path, content)
      continue
    }
    const limitMs = timing.busyAfterMs + (holder === 'runs' ? 0 : timing.takeOverAfterMs)
    if (now - startedAt >= limitMs) throw busy(subject)
    await pause(1 + Math.random() * Math.min(4 + turn, 20))
  }
}

/** For how long a lock must have been watched unchanged before it is taken over. */
function waitFor(content: string, holder: HolderState, timing: LockTiming): number {
  if (holder === 'gone') return 0
  if (holder === 'runs') return Number.POSITIVE_INFINITY
  // Nobody is named: the power ended before that was on the disk, or a drive knows no links.
  const isTorn = parseLock(content) === null
  return isTorn ? Math.min(tornAfterMs, timing.takeOverAfterMs) : timing.takeOverAfterMs
}

/** A lock file written whole beside its place, before it becomes the lock by one link. */
type Offer = { token: string; temporary: string; bytes: Uint8Array }

async function makeOffer(disk: Disk, path: string): Promise<Offer> {
  const token = randomUUID()
  const bytes = new TextEncoder().encode(JSON.stringify({ ...disk.me, token }))
  for (;;) {
    const temporary = temporaryPath(disk, path)
    try {
      await writeNew(disk, temporary, bytes)
      return { token, temporary, bytes }
    } catch (error) {
      // The one in a million that drew a random part in use.
      if (errnoOf(error) !== 'EEXIST') throw error
    }
  }
}

/**
 * Takes the lock; false where there is one. A link makes it with its content in one step, so that
 * whoever is killed leaves a lock that names its process, which the next one takes over at once.
 */
async function claim(disk: Disk, path: string, offer: Offer, turn: number): Promise<boolean> {
  try {
    await disk.fs.link(offer.temporary, path)
    return true
  } catch (error) {
    const errno = errnoOf(error)
    if (errno === 'EEXIST') return false
    if (errno === null || !linkRefusals.has(errno)) throw error
  }
  return claimWithoutLink(disk, path, offer, turn)
}

/** On a drive that knows no links there is a moment in which the lock is empty. */
async function claimWithoutLink(
  disk: Disk,
  path: string,
  { bytes }: Offer,
  turn: number,
): Promise<boolean> {
  try {
    await writeNew(disk, path, bytes)
    return true
  } catch (error) {
    const errno = errnoOf(error)
    // Windows answers EPERM or EBUSY while a removed file is still open somewhere.
    const isGoing = process.platform === 'win32' && (errno === 'EPERM' || errno === 'EBUSY')
    if (errno === 'EEXIST' || (isGoing && turn < 50)) return false
    throw error
  }
}

/** Creates a file with these bytes, not synced; a failure leaves none. */
async function writeNew(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  const file = await disk.fs.open(path, 'wx')
  try {
    try {
      await writeAll(file, bytes)
    } finally {
      await file.close()
    }
  } catch (error) {
    await discard(disk, path)
    throw error
  }
}

/** Whether the lock at `path` still holds the token of this one. */
async function isOurs(disk: Disk, path: string, lock: TakenLock): Promise<boolean> {
  const content = await readLock(disk, path)
  lock.isLost = content === null || parseLock(content)?.token !== lock.token
  return !lock.isLost
}

/** The lock's content, empty while its holder is about to write it; null where there is no lock. */
async function readLock(disk: Disk, path: string): Promise<string | null> {
  try {
    const file = await disk.fs.open(path, 'r')
    try {
      return Buffer.from(await file.read(0, 1_024)).toString('utf8')
    } finally {
      await file.close()
    }
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

function holderState(disk: Disk, content: string): HolderState {
  const lock = parseLock(content)
  if (lock === null) return 'unknown'
  const { token, ...holder } = lock
  const state = stateOf(holder, disk.me)
  // Our own process, but a token that it no longer holds: a lock that could not be removed.
  const isForgotten = state !== 'unknown' && holder.pid === disk.me.pid && !heldTokens.has(token)
  return isForgotten ? 'gone' : state
}

function parseLock(content: string) {
  try {
    return LockRecord.safeParse(JSON.parse(content)).data ?? null
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}

/**
 * Moves a stale lock out of the way, so that taking it is again one exclusive creation.
 *
 * Two processes may find the same lock stale. What was moved is looked at afterwards: when it is a
 * lock that somebody took in between, it goes back; its holder, should it have looked just then,
 * sees that it was moved and starts its change again.
 */
async function moveAside(disk: Disk, path: string, stale: string): Promise<void> {
  if ((await readLock(disk, path)) !== stale) return
  const aside = temporaryPath(disk, path)
  try {
    await disk.fs.rename(path, aside)
  } catch (error) {
    if (isMissing(error)) return
    throw error
  }
  try {
    if ((await readLock(disk, aside)) !== stale) await putBack(disk, aside, path)
  } finally {
    await discard(disk, aside)
  }
}

async function putBack(disk: Disk, aside: string, path: string): Promise<void> {
  try {
    await disk.fs.link(aside, path)
  } catch (error) {
    // A third process has the lock, or links are not to be had: the holder sees it and starts again.
    if (errnoOf(error) === null) throw error
  }
}

async function release(disk: Disk, path: string, lock: TakenLock): Promise<void> {
  heldTokens.delete(lock.token)
  const spell = busySpells.get(path)
  const now = performance.now()
  if (busySpells.size > 200) busySpells.clear()
  busySpells.set(path, { since: spell?.since ?? now, releasedAt: now })
  try {
    // Nobody takes over from a process that runs, in less time than this: no need to look again.
    const isFresh = !lock.isLost && performance.now() - lock.takenAt < tornAfterMs
    if (isFresh || (await isOurs(disk, path, lock))) await disk.fs.unlink(path)
  } catch (error) {
    // The change is done, and a lock whose token nobody holds is taken over by whoever comes next.
    if (errnoOf(error) === null) throw error
  }
}

/** A process that has taken a lock without a pause for half a second gives others a chance. */
async function letOthersIn(path: string): Promise<void> {
  const spell = busySpells.get(path)
  if (spell === undefined) return
  const now = performance.now()
  if (now - spell.releasedAt > spellGapMs) busySpells.delete(path)
  else if (now - spell.since > spellMs) {
    busySpells.delete(path)
    await pause(breakMs)
  }
}

function busy(subject: string): AppError {
  return new AppError(
    'document-busy',
    `“${subject}” is being changed by another window or program. Nothing was saved; try again in a moment.`,
    { facts: { path: subject } },
  )
}
