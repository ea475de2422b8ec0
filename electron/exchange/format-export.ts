import type { ExportRequest } from '../../shared/api/contract.ts'
import { assertNever } from '../../shared/errors.ts'
import { exportCsv } from './csv/export-csv.ts'
import type { ExportData, ExportFile } from './export-data.ts'
import { exportMarkdown } from './markdown/export-markdown.ts'
import { exportW3c } from './w3c/export-w3c.ts'

/** The files that an export consists of; the one file of markdown and csv is named by its ending. */
export function formatExport(format: ExportRequest['format'], data: ExportData): ExportFile[] {
  switch (format) {
    case 'markdown':
      return [{ path: 'passages.md', text: exportMarkdown(data) }]
    case 'csv':
      return [{ path: 'passages.csv', text: exportCsv(data) }]
    case 'w3c':
      return exportW3c(data)
    default:
      return assertNever(format)
  }
}
