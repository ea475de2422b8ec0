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

/** A token for a lock about to be taken, new each time. */
export function newToken(): string {
  // Drawn from a store of random bytes, which a call for eight of them is not.
  return randomUUID().replaceAll('-', '').slice(-16)
}

/** A lock of process `me`, as it lies on the disk. */
export function lockText(me: ProcessIdentity, token: string): string {
  return `${whereOf(me)} ${me.pid} ${me.started ?? '-'} ${token}`
}

/** Null for what no lock says: one that is torn. */
export function parseLock(text: string): LockRecord | null {
  const match = /^([0-9a-f]{16}) ([1-9]\d{0,9}) (\d+|-) ([0-9a-f]{16})$/u.exec(text)
  if (match === null) return null
  const [, where = '', pid = '', started = '', token = ''] = match
  return { where, pid: Number(pid), started: started === '-' ? null : started, token }
}

/** Whether the process that a lock names still runs, as far as `me` can tell. */
export function holderOf(lock: LockRecord, me: ProcessIdentity): ProcessState {
  return lock.where === whereOf(me) ? stateHere(lock) : 'unknown'
}

function whereOf({ host, place }: ProcessIdentity): string {
  return sha256Of(`${host} ${place}`).slice(0, 16)
}
