import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { decodeText } from './charset.ts'

const text = '“Café – naïve…”'
const page = (charset: string, words: string) => `<meta charset="${charset}"><p>${words}</p>`
const html = (bytes: Uint8Array, header: string | null = null) =>
  decodeText(bytes, { header, isHtml: true })
const bytes = (encoding: string, words: string) => iconv.encode(words, encoding)

test.each([
  ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), 'iso-8859-1', 'utf-8'],
  ['UTF-16LE with a mark', iconv.encode(text, 'utf-16le', { addBOM: true }), 'utf-8', 'utf-16le'],
  ['UTF-16BE with a mark', iconv.encode(text, 'utf-16be', { addBOM: true }), null, 'utf-16be'],
  ['UTF-16LE without a mark', bytes('utf-16le', `<p>${text}`), null, 'utf-16le'],
  ['undeclared UTF-8', Buffer.from(text), null, 'utf-8'],
  ['UTF-8 under a header that says iso-8859-1', Buffer.from(text), 'iso-8859-1', 'utf-8'],
  ['UTF-8 under a meta that says otherwise', Buffer.from(page('iso-8859-1', text)), null, 'utf-8'],
  ['windows-1252 by meta', bytes('windows-1252', page('windows-1252', text)), null, 'windows-1252'],
  ['windows-1252 called iso-8859-1', bytes('windows-1252', text), 'iso-8859-1', 'windows-1252'],
  ['windows-1252 undeclared', bytes('windows-1252', text), null, 'windows-1252'],
])('%s gives its quotation marks', (_name, input, header, expected) => {
  const { text: decoded, charset } = html(input, header)
  expect(decoded).toContain(text)
  expect(charset.name).toBe(expected)
})

test.each([
  ['windows-1251', 'Привет, город'],
  ['Shift_JIS', '港湾評議会は一日'],
  ['GBK', '港口委员会推迟表决'],
  ['EUC-KR', '항만 위원회'],
])('%s is read by its declaration', (encoding, words) => {
  expect(html(bytes(encoding, page(encoding, words))).text).toContain(words)
  expect(html(bytes(encoding, words), encoding).text).toBe(words)
})

test('ISO-2022-JP, whose bytes are all ASCII, does not pass for UTF-8', () => {
  const input = Buffer.from('\u001b$B9A\u001b(B', 'latin1')
  expect(html(input, 'iso-2022-jp').text).toBe('港')
})

test('a meta after the first kilobyte is still no reason to break valid UTF-8', () => {
  const late = `<p>${' '.repeat(3_000)}${page('windows-1252', text)}`
  expect(html(Buffer.from(late)).text).toContain(text)
})

test('a page that lies about being UTF-8 is read as windows-1252, and says so', () => {
  const { text: decoded, charset, warning } = html(bytes('windows-1252', text), 'utf-8')
  expect(decoded).toBe(text)
  expect(charset).toEqual({ name: 'windows-1252', how: 'declared as utf-8, which it is not' })
  expect(warning).toContain('quotation marks')
})

test('UTF-8 with one damaged letter among many stays UTF-8, and says so', () => {
  const input = Buffer.concat([Buffer.from('é'.repeat(40)), Buffer.from([0xc3, 0x20])])
  const { text: decoded, charset, warning } = html(input, 'utf-8')
  expect(decoded).toBe(`${'é'.repeat(40)}� `)
  expect(charset.how).toBe('almost valid UTF-8')
  expect(warning).toContain('damaged')
})

test('plain text is not searched for a meta element', () => {
  const input = bytes('windows-1252', page('windows-1251', 'naïve'))
  expect(decodeText(input, { header: null, isHtml: false }).text).toContain('naïve')
})
