import { parseArgs } from 'node:util'
import { AppError } from '../../shared/errors.ts'

/**
 * The folder that `--library` names, or undefined. Other arguments are Electron's or Chromium's own.
 *
 * Throws `invalid-input` when the option stands there without a folder: opening another library than
 * the one meant would be worse than opening none.
 */
export function askedLibrary(args: readonly string[]): string | undefined {
  const { library } = parseArgs({
    args: [...args],
    options: { library: { type: 'string' } },
    strict: false,
    allowPositionals: true,
  }).values
  if (library === undefined) return undefined
  if (typeof library === 'string' && library !== '') return library
  throw new AppError(
    'invalid-input',
    '--library was given without a folder. Nothing was opened; write --library and a folder.',
  )
}
