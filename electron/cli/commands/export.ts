import { resolve } from 'node:path'
import { exportFormats, type ExportRequest, type Output } from '../../../shared/api/contract.ts'
import { AppError } from '../../../shared/errors.ts'
import {
  collectionName,
  idPart,
  resolveMembers,
  text,
  UsageError,
  type Call,
  type Command,
  type CommandContext,
} from '../command.ts'

/** `pressmark export`: writes annotated passages to a file or folder. */
export const exportCommand: Command = {
  usage: `export --format ${exportFormats.join('|')} --out PATH`,
  about:
    'Writes the annotated passages of a collection, of the articles or passages given by id, or of the whole\n' +
    'library. PATH is a file for markdown and csv, a folder for w3c; --force replaces what is there.',
  example: 'pressmark export --format w3c --out flood --collection "Flood, week 2"',
  options: {
    format: { type: 'string' },
    out: { type: 'string' },
    force: { type: 'boolean' },
    collection: { type: 'string' },
  },
  prepare(parts, values) {
    const format = exportFormats.find((known) => known === text(values, 'format'))
    const path = text(values, 'out')
    if (format === undefined) {
      throw new UsageError(`export needs --format with one of ${exportFormats.join(', ')}.`)
    }
    if (path === undefined || path === '') throw new UsageError('export needs --out with a path.')
    if (path === '-') {
      throw new UsageError('export writes to a file or folder; --out needs a path, not -.')
    }
    const select = selector(parts, text(values, 'collection'))
    const request = { format, path: resolve(path), force: values['force'] === true }
    return async (context) => {
      const selection = await select(context.call)
      const report = await write({ ...request, selection }, context)
      for (const warning of report.warnings) context.note(`Note: ${warning}`)
      for (const line of leftOutLines(report.leftOut)) context.note(line)
      const { files, passages, leftOut } = report
      return {
        json: { files, passages, leftOut },
        words: [
          `${passages} ${passages === 1 ? 'passage' : 'passages'} written:`,
          ...files.map((file) => `  ${file.path}`),
        ].join('\n'),
        exitCode: 0,
      }
    }
  },
}

async function write(
  request: ExportRequest,
  context: CommandContext,
): Promise<Output<'exports.write'>> {
  try {
    return await context.call('exports.write', request)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'already-exists') throw error
    throw new AppError(error.code, `${error.message} Here --force does that.`, { cause: error })
  }
}

/** Each reason once, with all that it is true of. */
function leftOutLines(leftOut: Output<'exports.write'>['leftOut']): string[] {
  const idsOf = Map.groupBy(leftOut, ({ reason }) => reason)
  return [...idsOf].map(([reason, all]) => {
    const ids = all.map(({ id }) => id.slice(-8)).join(', ')
    return `Left out or incomplete: ${all.length === 1 ? ids : `${all.length} (${ids})`}. ${reason}`
  })
}

/** How to find what goes out, once the library is open. */
function selector(
  parts: readonly string[],
  collection: string | undefined,
): (call: Call) => Promise<ExportRequest['selection']> {
  if (collection !== undefined) {
    if (parts.length > 0) throw new UsageError('export takes ids or --collection, not both.')
    const name = collectionName(collection)
    return () => Promise.resolve({ kind: 'collection', name })
  }
  if (parts.length === 0) return () => Promise.resolve({ kind: 'all' })
  const typed = parts.map(idPart)
  return async (call) => ({ kind: 'members', members: await resolveMembers(call, typed) })
}
