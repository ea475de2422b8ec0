import type { ExportRequest } from '../../../shared/api/contract.ts'

/** A format that an export can have. */
export type ExportFormat = ExportRequest['format']

/** How a format is called here; `ending` is shown beside it, `place` asks where it goes. */
export type FormatWords = {
  format: ExportFormat
  name: string
  detail: string
  ending: string
  place: string
}

/** The formats in the order of the screen. */
export const formats: readonly FormatWords[] = [
  {
    format: 'markdown',
    name: 'Markdown',
    detail: 'One file to read, with every source',
    ending: '.md',
    place: 'To the file',
  },
  {
    format: 'csv',
    name: 'Table',
    detail: 'One row per passage',
    ending: '.csv',
    place: 'To the file',
  },
  {
    format: 'w3c',
    name: 'Web annotations',
    detail: 'W3C model, with the texts beside it',
    ending: 'folder',
    place: 'To the folder',
  },
]

/** How a format is called. */
export function wordsOf(format: ExportFormat): FormatWords {
  const found = formats.find((words) => words.format === format)
  if (found === undefined) throw new RangeError(`no words for ${format}`)
  return found
}

const endings: Readonly<Record<ExportFormat, string>> = { markdown: '.md', csv: '.csv', w3c: '' }

/** A path that somebody typed, with the ending of another format where it had that of one. */
export function withEnding(path: string, format: ExportFormat): string {
  return path.replace(/(?:\.md|\.csv|(?<=[^/\\.]))$/iu, endings[format])
}

/** A file's size in words: `812 bytes`, `14 kB`, `1.2 MB`. */
export function sizeOf(sizeBytes: number): string {
  if (sizeBytes < 1_000) return `${sizeBytes} bytes`
  if (sizeBytes < 999_500) return `${Math.round(sizeBytes / 1_000)} kB`
  return `${(sizeBytes / 1_000_000).toFixed(1)} MB`
}
