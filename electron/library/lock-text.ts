import { randomUUID } from 'node:crypto'
import { sha256Of } from '../system/hash.ts'
import { stateHere, type ProcessIdentity, type ProcessState } from './process-identity.ts'

/**
 * What a lock says, in fewer than 60 bytes: ext4 keeps so short a link in its inode, and takes twenty
 * times as long to remove one that has a block of its own.
 *
 * `where` names the computer, the boot and the process-id namespace in which `pid` means something;
 * `started` is when that process began, null where the system does not tell.
 */
export type LockRecord = { where: string; pid: number; started: string | null; token: string }

/** A token for a lock about to be taken: 62 random bits, new each time. */
export function newToken(): string {
  // Drawn from a store of random bytes, which a call for eight of them is not.
  return randomUUID().replaceAll('-', '').slice(-16)
}

/** A lock of process `me`, as it lies on the disk. */
export function lockText(me: ProcessIdentity, token: string): string {
  return `${whereOf(me)} ${me.pid} ${me.started ?? '-'} ${token}`
}

/** Null for a text that is not of this shape. */
export function parseLock(text: string): LockRecord | null {
  const match = /^([0-9a-f]{16}) ([1-9]\d{0,9}) (\d+|-) ([0-9a-f]{16})$/u.exec(text)
  if (match === null) return null
  const [, where = '', pid = '', started = '', token = ''] = match
  return { where, pid: Number(pid), started: started === '-' ? null : started, token }
}

/**
 * Whether a text is a lock whose end is missing: a power cut leaves one, and a drive without links while it
 * is written. What another program wrote is none.
 */
export function isCut(text: string): boolean {
  return cutLock.test(text.replace(/\0+$/u, ''))
}

const cutLock =
  /^(?:[0-9a-f]{0,16}|[0-9a-f]{16} (?:\d{0,10}|\d{1,10} (?:\d*|-|(?:\d+|-) [0-9a-f]{0,15})))$/u

/** Whether the process that a lock names still runs, as far as `me` can tell. */
export function holderOf(lock: LockRecord, me: ProcessIdentity): ProcessState {
  return lock.where === whereOf(me) ? stateHere(lock) : 'unknown'
}

function whereOf({ host, place }: ProcessIdentity): string {
  return sha256Of(`${host} ${place}`).slice(0, 16)
}
