/**
 * The cells of a CSV file, read character by character by RFC 4180 and nothing of how Pressmark writes
 * it. Throws where it isn't UTF-8 with a byte order mark, lines ended by CRLF and nothing else outside
 * quotes, rows of one length.
 * Source: https://www.rfc-editor.org/rfc/rfc4180
 */
export function parseStrictCsv(csv: string): string[][] {
  if (!csv.startsWith('\ufeff')) throw new SyntaxError('the byte order mark is missing')
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let isQuoted = false
  for (let index = 1; index < csv.length; index += 1) {
    const character = csv.charAt(index)
    if (isQuoted) {
      if (character !== '"') cell += character
      else if (csv.charAt(index + 1) === '"') {
        cell += '"'
        index += 1
      } else isQuoted = false
    } else if (character === '"' && cell === '') isQuoted = true
    else if (character === ',') {
      row.push(cell)
      cell = ''
    } else if (csv.startsWith('\r\n', index)) {
      rows.push([...row, cell])
      row = []
      cell = ''
      index += 1
    } else if (character === '"' || character === '\r' || character === '\n') {
      throw new SyntaxError(`a bare ${JSON.stringify(character)} at ${index}`)
    } else cell += character
  }
  if (isQuoted || cell !== '' || row.length > 0) throw new SyntaxError('the last row has no end')
  const [header = []] = rows
  const odd = rows.findIndex(({ length }) => length !== header.length)
  if (odd !== -1) throw new SyntaxError(`row ${odd} has another length than the header`)
  return rows
}

/** The rows of such a file by the names of their columns. */
export function readStrictCsv(csv: string): Record<string, string>[] {
  const [header = [], ...rows] = parseStrictCsv(csv)
  return rows.map((cells) =>
    Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])),
  )
}
