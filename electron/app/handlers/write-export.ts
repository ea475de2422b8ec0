import type { Handlers } from '../../../shared/api/serve.ts'
import { writeExport as write } from '../../exchange/write-export.ts'
import { refuseInsideLibrary } from './refuse-inside-library.ts'
import type { AppContext } from '../app-context.ts'
import { prepareExport } from './prepare-export.ts'

/**
 * Writes the annotated passages of a selection to a file or folder, and says what was left out and
 * why. The journal keeps the hash of every file that left the house.
 */
export function writeExport(context: AppContext): Handlers['exports.write'] {
  return async ({ format, path, force, selection }, { signal, progress }) => {
    await refuseInsideLibrary(path, context.library.folder)
    const steps = { signal, progress }
    const { data, passages, leftOut } = await prepareExport(context, { format, selection }, steps)
    const { files } = await write({ format, path, force, data, signal, progress })
    await context.machine.tick('exported')
    context.announce('library.changed', { articleIds: [] })
    const warnings = await logExport(context, format, path, files)
    // What could not be read is not in the files: an export must not look more complete than it is.
    const unread = context.library.problems().map(({ message }) => message)
    return { files, passages, leftOut, warnings: [...unread, ...warnings] }
  }
}

function logExport(
  context: AppContext,
  format: string,
  path: string,
  files: readonly { path: string; sha256: string }[],
): Promise<string[]> | string[] {
  if (context.library.readOnly !== null) return []
  return context.library.journal.append({
    what: 'export',
    ids: {},
    detail: { format, path },
    files: Object.fromEntries(files.map((file) => [file.path, file.sha256])),
  })
}
