import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCsv } from './read-csv.ts'

describe('a table is read back', () => {
  it('with quotes, commas and line breaks inside cells', () => {
    expect(readCsv('\ufeffquote,note\r\n"She said ""no"", twice","a\r\nb"\r\n,\r\n')).toEqual([
      ['quote', 'note'],
      ['She said "no", twice', 'a\r\nb'],
      ['', ''],
    ])
  })

  it('whatever its cells hold', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\r', '\n', '=', 'é', ' ') })
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1 })
    const write = (value: string): string =>
      /[",\r\n]/u.test(value) ? `"${value.replaceAll('"', '""')}"` : value
    fc.assert(
      fc.property(table, (rows) => {
        const text = rows.map((cells) => `${cells.map(write).join(',')}\r\n`).join('')
        expect(readCsv(text)).toEqual(rows)
      }),
    )
  })

  it('without the row in which it was cut', () => {
    const text = 'a,b\r\n"one ""x""",two\r\nthree,"four"\r\n'
    const whole = readCsv(text)
    for (let length = 0; length <= text.length; length += 1) {
      const rows = readCsv(text.slice(0, length))
      expect(rows).toEqual(whole.slice(0, rows.length))
      expect(rows.length).toBe(
        whole.length - (length === text.length ? 0 : rowsAfter(text, length)),
      )
    }
  })
})

/** How many of the rows end after `length`. */
function rowsAfter(text: string, length: number): number {
  const ends = [...text.matchAll(/\r\n/gu)].map(({ index }) => index + 2)
  return ends.filter((end) => end > length).length
}
