import { relative, sep } from 'node:path'
import { AppError } from '../../shared/errors.ts'
import { realFileSystem, type FileSystem } from './file-system.ts'
import { createLingeringWork, type LingeringWork } from './lingering-work.ts'
import { createProblemList, type ProblemList } from './problem-list.ts'
import { processNamespace, thisProcess, type ProcessIdentity } from './process-identity.ts'
import { sha256Of } from '../system/hash.ts'

/** How long a lock is waited for. All by the monotonic clock of this process. */
export type LockTiming = {
  /** After this long behind holders that run, the document is busy. */
  busyAfterMs: number
  /** A lock whose holder cannot be looked up is taken over when watched unchanged for this long. */
  takeOverAfterMs: number
}

/** What everything in this folder needs: the file system, who we are, where problems go. */
export type Disk = {
  /** The library's folder, from which names in sentences and problems are counted. */
  root: string
  /** Whether the root is made when missing. Not for a library: a drive may be unplugged. */
  mayMakeRoot: boolean
  fs: FileSystem
  me: ProcessIdentity
  /** Four characters in the names of our temporary files: other computers' are never swept. */
  hostMark: string
  problems: ProblemList
  /** What acts left to do after they answered. */
  lingering: LingeringWork
  timing: LockTiming
  /** Why nothing may be written, or null. */
  readOnly: AppError | null
}

/** A disk seen from this process. */
export function createDisk(options: {
  root: string
  mayMakeRoot?: boolean
  hostId: string
  fs?: FileSystem | undefined
  timing?: Partial<LockTiming> | undefined
}): Disk {
  const mark = sha256Of(`${options.hostId} ${processNamespace() ?? ''}`)
  return {
    root: options.root,
    mayMakeRoot: options.mayMakeRoot ?? true,
    fs: options.fs ?? realFileSystem,
    me: thisProcess(options.hostId),
    hostMark: mark.slice(0, 4),
    problems: createProblemList(),
    lingering: createLingeringWork(),
    timing: { busyAfterMs: 5_000, takeOverAfterMs: 10_000, ...options.timing },
    readOnly: null,
  }
}

/** What a path that was joined does not hold: empty parts, `.` and `..`. */
const unusual = /[/\\]\.{0,2}(?:[/\\]|$)/u

/** How a path is named to people: from the library's folder, with slashes; whole when outside. */
export function nameOf(disk: Disk, path: string): string {
  // Most paths are joined to the root as it is; working out the rest takes longer.
  const isJoined = path.startsWith(disk.root + sep) && !unusual.test(path.slice(disk.root.length))
  const inside = isJoined ? path.slice(disk.root.length + 1) : relative(disk.root, path)
  if (inside === '' || inside.startsWith('..')) return path
  return inside.split(sep).join('/')
}

/** Throws where the library may not be written. */
export function refuseWhenReadOnly(disk: Disk): void {
  if (disk.readOnly === null) return
  const { code, message, facts } = disk.readOnly
  throw new AppError(code, message, { facts })
}
