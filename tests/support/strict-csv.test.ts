import { expect, it } from 'vitest'
import { readStrictCsv } from './strict-csv.ts'

it('reads what the standard allows', () => {
  expect(readStrictCsv('\ufeffquote,note\r\n"a, ""b""\n\r c",\r\n')).toEqual([
    { quote: 'a, "b"\n\r c', note: '' },
  ])
})

it.each([
  ['a file without a mark', 'a,b\r\n1,2\r\n'],
  ['a line ended by LF', '\ufeffa,b\n1,2\r\n'],
  ['a line ended by CR', '\ufeffa,b\r1,2\r\n'],
  ['an open quote', '\ufeffa,b\r\n1,"2\r\n'],
  ['a quote in the middle', '\ufeffa,b\r\n1,2"3"\r\n'],
  ['a last row without an end', '\ufeffa,b\r\n1,2'],
  ['a row of another length', '\ufeffa,b\r\n1\r\n'],
])('refuses %s', (_what, csv) => {
  expect(() => readStrictCsv(csv)).toThrow(SyntaxError)
})
