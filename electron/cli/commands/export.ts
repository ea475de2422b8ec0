import { resolve } from 'node:path'
import { exportFormats, type ExportRequest } from '../../../shared/api/contract.ts'
import { resolveMembers, text, UsageError, type Command, type CommandContext } from '../command.ts'

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
  async run(parts, values, context) {
    const format = exportFormats.find((known) => known === text(values, 'format'))
    const path = text(values, 'out')
    if (format === undefined) {
      throw new UsageError(`export needs --format with one of ${exportFormats.join(', ')}.`)
    }
    if (path === undefined || path === '') throw new UsageError('export needs --out with a path.')
    const selection = await selectionOf(parts, text(values, 'collection'), context)
    const report = await context.call('exports.write', {
      format,
      path: resolve(path),
      force: values['force'] === true,
      selection,
    })
    for (const warning of report.warnings) context.note(`Note: ${warning}`)
    for (const { id, reason } of report.leftOut) {
      context.note(`Left out ${id.slice(-8)}: ${reason}`)
    }
    const { files, passages, leftOut } = report
    const words = `${passages} ${passages === 1 ? 'passage' : 'passages'} written:\n${files.map((file) => `  ${file.path}`).join('\n')}`
    return { json: { files, passages, leftOut }, words, exitCode: 0 }
  },
}

async function selectionOf(
  parts: readonly string[],
  collection: string | undefined,
  context: CommandContext,
): Promise<ExportRequest['selection']> {
  if (collection !== undefined && parts.length > 0) {
    throw new UsageError('export takes ids or --collection, not both.')
  }
  if (collection !== undefined) {
    if (collection.trim() === '') throw new UsageError('--collection needs a name.')
    return { kind: 'collection', name: collection }
  }
  if (parts.length === 0) return { kind: 'all' }
  return { kind: 'members', members: await resolveMembers(context.call, parts) }
}
