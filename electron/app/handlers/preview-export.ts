import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ExportRequest, Input } from '../../../shared/api/contract.ts'
import type { Handlers } from '../../../shared/api/serve.ts'
import { formatExport } from '../../exchange/format-export.ts'
import type { AppContext } from '../app-context.ts'
import { prepareExport } from './prepare-export.ts'

/** A preview shows this much of each file, and this many files; the rest is counted. */
const maxCharacters = 20_000
const maxFiles = 20

/** The export as it would be written now: the same code makes both. */
export function previewExport(context: AppContext): Handlers['exports.preview'] {
  return async (request, { signal }) => {
    const steps = { signal, progress: () => undefined }
    const { data, passages, leftOut } = await prepareExport(context, request, steps)
    const files = formatExport(request.format, data)
    return {
      files: files.slice(0, maxFiles).map(({ path, text }) => ({
        path,
        text: text.slice(0, maxCharacters).toWellFormed(),
        sizeBytes: Buffer.byteLength(text),
      })),
      totalFiles: files.length,
      articles: data.articles.length,
      passages,
      leftOut,
      suggestedPath: join(existingFolder(context.documentsFolder), suggestedName(request)),
    }
  }
}

/** Documents, or the folder around it where a system has none: an export makes no folders. */
function existingFolder(folder: string): string {
  return existsSync(folder) ? folder : dirname(folder)
}

const endings: Readonly<Record<ExportRequest['format'], string>> = {
  markdown: '.md',
  csv: '.csv',
  w3c: '',
}

function suggestedName({ format, selection }: Input<'exports.preview'>): string {
  const name = selection.kind === 'collection' ? selection.name : 'Pressmark export'
  // Characters that some system refuses in a file name.
  const safe = name.replace(/[\p{Cc}<>:"/\\|?*]/gu, '-').replace(/[. ]+$/u, '')
  return `${safe === '' ? 'Pressmark export' : safe}${endings[format]}`
}
