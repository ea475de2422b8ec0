import { basename, dirname, join } from 'node:path'
import { setImmediate as afterwards, setTimeout as pause } from 'node:timers/promises'
import { AppError } from '../../shared/errors.ts'
import { nameOf, type Disk, type LockTiming } from './disk.ts'
import { errnoOf } from '../system/errno.ts'
import { isMissing } from './disk-errors.ts'
import { makeFolder } from './durable-files.ts'
import { sha256Of } from '../system/hash.ts'
import { offerLock, putLockBack, readLock, type LockOffer } from './lock-file.ts'
import { holderOf, isCut, lockText, newToken, parseLock } from './lock-text.ts'
import type { ProcessState } from './process-identity.ts'
import { discard, sweepTemporaryFiles, temporaryPath } from './temporary-files.ts'

/** A lock that this process took. */
export type HeldLock = {
  /** False once another process took over: whatever was read under the lock may be old. */
  isOurs(): Promise<boolean>
  /**
   * Lets other processes in, for when the change is made and what is left to do needs no lock. Callers
   * of this process wait for the whole action all the same.
   */
  letGo(): Promise<void>
  /**
   * Goes on with `work`, still under the lock, after the action has answered: for what nobody needs
   * to wait for. The disk's `lingering` knows when it is over.
   */
  linger(work: () => Promise<void>): void
}

/** A lock that this process took: when, and whether it was seen to be lost. */
type TakenLock = { token: string; takenAt: number; isLost: boolean; isReleased: boolean }

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
    return actUnder(disk, path, lock, action)
  })
  // The queue goes on whatever became of this turn; the caller gets the failure from `mine`.
  const settled = mine.then(({ left }) => left).then(nothing, nothing)
  queues.set(path, settled)
  void settled.then(() => {
    if (queues.get(path) === settled) queues.delete(path)
  })
  return (await mine).answer
}

async function afterAll(
  works: readonly Promise<void>[],
  letGo: () => Promise<void>,
): Promise<void> {
  try {
    await Promise.all(works)
  } finally {
    await letGo()
  }
}

/** `left` settles once nothing is done under the lock any more, and it is released. */
async function actUnder<T>(
  disk: Disk,
  path: string,
  lock: TakenLock,
  action: (lock: HeldLock) => Promise<T>,
): Promise<{ answer: T; left: Promise<void> }> {
  const letGo = (): Promise<void> => release(disk, path, lock)
  const works: Promise<void>[] = []
  const held: HeldLock = {
    isOurs: () => isOurs(disk, path, lock),
    letGo,
    linger: (work) => void works.push(afterwards().then(work)),
  }
  try {
    const answer = await action(held)
    if (works.length === 0) return { answer, left: Promise.resolve() }
    const left = afterAll(works, letGo)
    disk.lingering.add(left)
    return { answer, left }
  } finally {
    if (works.length === 0) await letGo()
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
  const token = newToken()
  const offer = offerLock(disk, path, lockText(disk.me, token))
  // Known before it is on the disk: a token of this process that it does not hold is a stale lock.
  heldTokens.add(token)
  try {
    await claimWhenFree(disk, path, offer, { subject, timing })
  } catch (error) {
    heldTokens.delete(token)
    throw error
  } finally {
    await offer.withdraw()
  }
  return { token, takenAt: performance.now(), isLost: false, isReleased: false }
}

async function claimWhenFree(
  disk: Disk,
  path: string,
  offer: LockOffer,
  { subject, timing }: { subject: string; timing: LockTiming },
): Promise<void> {
  const startedAt = performance.now()
  let watched = { content: '', since: startedAt }
  for (let turn = 0; ; turn += 1) {
    if (await offer.claim(turn)) return
    const content = await readLock(disk, path)
    if (content === null) {
      await pause(1)
      continue
    }
    // A network drive that lost its answer was asked twice, and refused what it had done.
    if (content === offer.text) return
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
function waitFor(content: string, holder: ProcessState, timing: LockTiming): number {
  if (holder === 'gone') return 0
  if (holder === 'runs') return Number.POSITIVE_INFINITY
  // Nobody is named: the power ended before that was on the disk, or a drive knows no links.
  return isCut(content) ? Math.min(tornAfterMs, timing.takeOverAfterMs) : timing.takeOverAfterMs
}

/** Whether the lock at `path` still holds the token of this one. */
async function isOurs(disk: Disk, path: string, lock: TakenLock): Promise<boolean> {
  const content = await readLock(disk, path)
  lock.isLost = content === null || parseLock(content)?.token !== lock.token
  return !lock.isLost
}

function holderState(disk: Disk, content: string): ProcessState {
  const lock = parseLock(content)
  if (lock === null) return 'unknown'
  const state = holderOf(lock, disk.me)
  // Our own process, but a token that it no longer holds: a lock that could not be removed.
  const isForgotten = state !== 'unknown' && lock.pid === disk.me.pid && !heldTokens.has(lock.token)
  return isForgotten ? 'gone' : state
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
    if ((await readLock(disk, aside)) !== stale) await putLockBack(disk, aside, path)
  } finally {
    await discard(disk, aside)
  }
}

async function release(disk: Disk, path: string, lock: TakenLock): Promise<void> {
  if (lock.isReleased) return
  lock.isReleased = true
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
