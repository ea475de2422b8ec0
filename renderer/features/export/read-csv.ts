/**
 * The rows of a CSV file, as far as they are whole: the last one is left out where the text ends
 * before it does. A byte order mark is no part of the first cell.
 * Source: https://www.rfc-editor.org/rfc/rfc4180
 */
export function readCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = text.startsWith('\ufeff') ? 1 : 0
  while (at < text.length) {
    const cell = text.charAt(at) === '"' ? quotedCell(text, at) : plainCell(text, at)
    if (cell === null) break
    row.push(cell.value)
    at = cell.end
    if (text.charAt(at) === ',') {
      at += 1
      // A comma promises a cell, if only an empty one, but the text may have been cut there.
      continue
    }
    const lineEnd = /^\r?\n/u.exec(text.slice(at, at + 2))?.[0]
    if (lineEnd === undefined) break
    rows.push(row)
    row = []
    at += lineEnd.length
  }
  return rows
}

type Cell = { value: string; end: number }

function plainCell(text: string, start: number): Cell {
  let end = start
  while (end < text.length && !/[,\r\n]/u.test(text.charAt(end))) end += 1
  return { value: text.slice(start, end), end }
}

/** Null when the text ends inside the cell. */
function quotedCell(text: string, start: number): Cell | null {
  let value = ''
  let at = start + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote === -1) return null
    value += text.slice(at, quote)
    if (text.charAt(quote + 1) !== '"') return { value, end: quote + 1 }
    value += '"'
    at = quote + 2
  }
}
