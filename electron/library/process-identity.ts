import { readFileSync, readlinkSync } from 'node:fs'
import { z } from 'zod'
import { errnoOf } from '../system/errno.ts'

/**
 * Which process holds a lock.
 *
 * `host` is this computer's id in Pressmark; `place` names the boot and the process-id namespace in
 * which `pid` means something (empty where the system does not tell); `started` is when the process
 * began, by the system's own count, so that a reused pid is told from the first (null: not told).
 */
export const ProcessIdentity = z.strictObject({
  host: z.string(),
  place: z.string(),
  pid: z.number().int().positive(),
  started: z.string().nullable(),
})
export type ProcessIdentity = z.infer<typeof ProcessIdentity>

/** This process. */
export function thisProcess(hostId: string): ProcessIdentity {
  const namespace = processNamespace()
  const boot = readOrNull('/proc/sys/kernel/random/boot_id')?.trim()
  return {
    host: hostId,
    place: boot === undefined || namespace === null ? '' : `${boot} ${namespace}`,
    pid: process.pid,
    started: statOf(process.pid)?.started ?? null,
  }
}

/** The process-id namespace, which tells containers of one computer apart; null where not told. */
export function processNamespace(): string | null {
  try {
    return readlinkSync('/proc/self/ns/pid')
  } catch (error) {
    if (errnoOf(error) !== null) return null
    throw error
  }
}

/** `unknown`: the system does not tell, or the pid may belong to a later process. */
export type ProcessState = 'gone' | 'runs' | 'unknown'

/**
 * Whether `other` still runs, as far as `me` can tell; of another computer, boot or container nothing can
 * be told.
 */
export function stateOf(other: ProcessIdentity, me: ProcessIdentity): ProcessState {
  return other.host === me.host && other.place === me.place ? stateHere(other) : 'unknown'
}

/** Whether a process of this computer, boot and container still runs; `unknown` where there is no `/proc`. */
export function stateHere(other: Pick<ProcessIdentity, 'pid' | 'started'>): ProcessState {
  if (!isPidInUse(other.pid)) return 'gone'
  const stat = statOf(other.pid)
  if (stat === null || other.started === null) return 'unknown'
  // A zombie has ended; only its parent has not asked yet.
  return stat.state === 'Z' || stat.state === 'X' || stat.started !== other.started
    ? 'gone'
    : 'runs'
}

/** Whether a process of this id exists, whoever owns it. */
export function isPidInUse(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errnoOf(error) !== 'ESRCH'
  }
}

function statOf(pid: number): { state: string; started: string } | null {
  const text = readOrNull(`/proc/${pid}/stat`)
  if (text === null) return null
  // The name in parentheses may hold anything; the fields that follow it may not.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const [state, started] = [fields[0], fields[19]]
  return state === undefined || started === undefined ? null : { state, started }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    // Systems without /proc, and processes that ended while we looked.
    if (errnoOf(error) !== null) return null
    throw error
  }
}
