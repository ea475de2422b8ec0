import { expect, test } from 'vitest'
import { AppError } from '../../shared/errors.ts'
import { fileFailure } from './file-failure.ts'

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: something`), { code })
}

test.each([
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['EROFS', 'read-only'],
  ['EACCES', 'no-access'],
  ['EPERM', 'no-access'],
  ['ENOENT', 'not-found'],
  ['ENOTEMPTY', 'already-exists'],
  ['ENAMETOOLONG', 'invalid-input'],
  ['EIO', 'disk-error'],
])('%s is told as %s, with the path and what is kept', (errno, code) => {
  const cause = systemError(errno)
  const failure = fileFailure(cause, '/exports/harbour.md')
  expect(failure).toBeInstanceOf(AppError)
  expect(failure).toMatchObject({ code, cause, facts: { path: '/exports/harbour.md' } })
  expect((failure as AppError).message).toContain('/exports/harbour.md')
  expect((failure as AppError).message).toContain('Nothing was exported')
})

test('what was already told stays as it is, and so does a bug', () => {
  const told = new AppError('already-exists', 'It is there.')
  const bug = new TypeError('undefined is not a function')
  const nodeBug = systemError('ERR_INVALID_ARG_TYPE')
  expect([told, bug, nodeBug].map((thrown) => fileFailure(thrown, '/x'))).toEqual([
    told,
    bug,
    nodeBug,
  ])
})
