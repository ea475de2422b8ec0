import { AppError } from '../../shared/errors.ts'
import { errnoOf } from '../system/errno.ts'

/**
 * What a failed write of an export means to a person. An AppError passes as it is, anything that is
 * no system error is a bug and passes too.
 */
export function fileFailure(thrown: unknown, path: string): unknown {
  const errno = errnoOf(thrown)
  if (thrown instanceof AppError || errno === null) return thrown
  const kept = 'Nothing was exported, and what was there before is unchanged.'
  const fail = (
    code: ConstructorParameters<typeof AppError>[0],
    what: string,
    advice: string,
  ): AppError => new AppError(code, `${what} ${kept} ${advice}`, { cause: thrown, facts: { path } })
  switch (errno) {
    case 'ENOSPC':
    case 'EDQUOT':
      return fail(
        'disk-full',
        `The disk is full, so the export to “${path}” could not be written.`,
        'Free some space, or choose a place on another disk.',
      )
    case 'EROFS':
      return fail('read-only', `“${path}” lies on a read-only disk.`, 'Choose another place.')
    case 'EACCES':
    case 'EPERM':
      return fail(
        'no-access',
        `Pressmark is not allowed to write to “${path}”.`,
        'Choose a folder of your own, or change its permissions.',
      )
    case 'ENOENT':
      return fail(
        'not-found',
        `The folder that “${path}” should lie in does not exist.`,
        'Make it first, or choose another place.',
      )
    case 'EEXIST':
    case 'ENOTEMPTY':
      return fail('already-exists', `“${path}” came to be in the meantime.`, 'Choose another name.')
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
    case 'EINVAL':
    case 'ELOOP':
      return fail('invalid-input', `“${path}” cannot be the name of an export.`, 'Choose another.')
    default:
      return fail(
        'disk-error',
        `The disk reported an error (${errno}) while “${path}” was written.`,
        'Try again, or choose a place on another disk.',
      )
  }
}
