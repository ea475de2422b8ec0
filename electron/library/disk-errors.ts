import { AppError, type ErrorCode } from '../../shared/errors.ts'
import { errnoOf } from '../system/errno.ts'

/** Whether a system call failed for want of what it names. */
export function isMissing(error: unknown): boolean {
  const errno = errnoOf(error)
  return errno === 'ENOENT' || errno === 'ENOTDIR'
}

/**
 * A failed read of `name` as an `AppError`. Anything that the system did not report is returned as
 * it is: an AppError says what happened already, and the rest is a bug.
 */
export function readError(error: unknown, name: string): unknown {
  const errno = errnoOf(error)
  if (error instanceof AppError || errno === null) return error
  const message =
    errno === 'EACCES' || errno === 'EPERM'
      ? `“${name}” could not be read: this user has no access to it. Nothing was changed; allow reading and try again.`
      : `“${name}” could not be read: the disk reported ${errno}. Nothing was changed; check the drive and try again.`
  return new AppError(codeFor(errno), message, { cause: error, facts: { path: name, errno } })
}

/** A failed write of `name` that left what was saved before untouched; else as {@link readError}. */
export function writeError(error: unknown, name: string): unknown {
  const errno = errnoOf(error)
  if (error instanceof AppError || errno === null) return error
  return new AppError(codeFor(errno), writeSentence(errno, name), {
    cause: error,
    facts: { path: name, errno },
  })
}

function writeSentence(errno: string, name: string): string {
  const kept = 'What was saved before is untouched'
  if (errno === 'ENOENT' || errno === 'ENOTDIR') {
    return `“${name}” could not be saved: its folder is no longer there. Nothing was written; connect the drive, or put the folder back, and try again.`
  }
  switch (codeFor(errno)) {
    case 'disk-full':
      return `“${name}” could not be saved: the disk is full. ${kept}; free some space and try again.`
    case 'read-only':
      return `“${name}” could not be saved: the drive is read-only. ${kept}; make the drive writable or use another library.`
    case 'no-access':
      return `“${name}” could not be saved: this user may not write there. ${kept}; allow writing to the library's folder and try again.`
    default:
      return `“${name}” could not be saved: the disk reported ${errno}. ${kept}; check the drive and try again.`
  }
}

function codeFor(errno: string): ErrorCode {
  if (errno === 'ENOSPC' || errno === 'EDQUOT') return 'disk-full'
  if (errno === 'EROFS') return 'read-only'
  if (errno === 'EACCES' || errno === 'EPERM') return 'no-access'
  return 'disk-error'
}
