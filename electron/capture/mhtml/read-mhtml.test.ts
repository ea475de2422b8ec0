import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AppError } from '../../../shared/errors.ts'
import { readMhtml } from './read-mhtml.ts'

const now = '2026-06-01T12:00:00.000Z'
const url = 'https://www.harbourpost.example/flood'
const read = (text: string | Buffer) => readMhtml({ bytes: Buffer.from(text), now })

/** A part with its fields, each on a line. */
const part = (fields: string[], body: string): string => [...fields, '', body].join('\r\n')
const html = (body: string, ...more: string[]): string =>
  part(['Content-Type: text/html; charset=utf-8', ...more], body)

function file(parts: string[], head: string[] = [], boundary = 'b1'): string {
  return [
    'From: <Saved by Blink>',
    `Snapshot-Content-Location: ${url}`,
    'Subject: =?utf-8?Q?A=20quay?=',
    'Date: Mon, 9 Mar 2026 13:03:22 -0000',
    'MIME-Version: 1.0',
    ...head,
    'Content-Type: multipart/related;',
    '\ttype="text/html";',
    `\tboundary="${boundary}"`,
    '',
    ...parts.map((one) => `--${boundary}\r\n${one}`),
    `--${boundary}--`,
    '',
  ].join('\r\n')
}

test('the page, its parts by each of their names, and what the head claims', () => {
  const png = part(
    [
      'Content-Type: image/png',
      'Content-Transfer-Encoding: base64',
      'Content-ID: <pier@mhtml>',
      'Content-Location: https://www.harbour\r\n\tpost.example/pier.png',
    ],
    'AQID\r\nBA==',
  )
  const saved = read(
    file([
      html(
        '<p>=E2=80=9CA q=\r\nuay=E2=80=9D',
        'Content-Transfer-Encoding: quoted-printable',
        `Content-Location: ${url}`,
      ),
      png,
      part(['Content-Type: text/css', 'Content-Location: cid:css@mhtml'], 'p {}'),
    ]),
  )
  expect(saved).toMatchObject({ html: '<p>“A quay”', base: url, warnings: [] })
  expect(saved.claims).toEqual({ url, savedAt: '2026-03-09T13:03:22.000Z', by: 'mhtml' })
  expect(saved.parts).toEqual([
    {
      names: ['https://www.harbourpost.example/pier.png', 'cid:pier@mhtml'],
      bytes: Uint8Array.of(1, 2, 3, 4),
    },
  ])
})

test('each page is read in its own charset', () => {
  const latin = Buffer.concat([
    Buffer.from(file([]).replace('--b1--\r\n', '')),
    Buffer.from(
      '--b1\r\nContent-Type: text/html; charset=windows-1252\r\nContent-Transfer-Encoding: 8bit\r\n\r\n<p>Caf',
    ),
    Buffer.from([0xe9, 0x0d, 0x0a]),
    Buffer.from('--b1--\r\n'),
  ])
  expect(read(latin)).toMatchObject({ html: '<p>Café', charset: { name: 'windows-1252' } })
})

test('the part that is named as the start is the page, wherever it lies', () => {
  const nested = file([html('the page', 'Content-ID: <main>')], [], 'inner')
  const text = file([html('a frame'), nested]).replace('\ttype="text/html";', '\tstart="<main>";')
  expect(read(text).html).toBe('the page')
  expect(read(file([html('the page'), html('a frame')])).html).toBe('the page')
})

test('parts without an address of their own start from the page’s', () => {
  const picture = part(['Content-Type: image/gif', 'Content-Location: quay_files/pier.gif'], 'GIF')
  const word = file(
    [html('x', 'Content-Location: file:///C:/notes/quay.htm'), picture],
    ['X-Note: x'],
  ).replace(/Snapshot.*\r\n/u, '')
  const saved = read(word)
  expect(saved.parts[0]?.names).toEqual(['file:///C:/notes/quay_files/pier.gif'])
  expect(saved.claims).toMatchObject({ url: null })
})

test('a file of one part is that page', () => {
  const alone = `MIME-Version: 1.0\nContent-Type: text/html\nContent-Location: ${url}\n\n<p>A quay`
  expect(read(alone)).toMatchObject({ html: '<p>A quay', base: url })
})

test('a boundary counts at the start of a line, alone on it', () => {
  const body = 'one --b1 two\r\n--b1x\r\n --b1\r\nend'
  expect(read(file([html(body)])).html).toBe(body)
  expect(read(file([html('x')]).replaceAll('--b1\r\n', '--b1 \t\r\n')).html).toBe('x')
})

test.each([
  ['pictures alone', file([part(['Content-Type: image/png'], 'x')])],
  ['no parts', file([])],
  ['no boundary', file([html('x')]).replace('boundary=', 'border=')],
  ['an empty page', file([html('')])],
  ['nothing but its head', file([]).slice(0, 120)],
  ['no head', '\r\n\r\n'],
  ['noise', '\u0001\u0002: \u0003'],
])('a file of %s holds no page, and says so', (_name, text) => {
  expect(() => read(text)).toThrow(/holds no web page.*Nothing was captured/u)
})

test('a file that ends in its page is refused; one that ends after it says what may be missing', () => {
  const whole = file([html('<p>A quay'), part(['Content-Type: image/png', 'Content-ID: <p>'], 'x')])
  const inPage = whole.slice(0, whole.indexOf('<p>A quay') + 6)
  expect(() => read(inPage)).toThrow(/ends in the middle.*half a page is never kept/u)
  const inPicture = read(whole.slice(0, whole.lastIndexOf('x')))
  expect(inPicture).toMatchObject({ html: '<p>A quay', parts: [] })
  expect(inPicture.warnings).toEqual([expect.stringContaining('ends too early')])
})

test.each([
  ['100,000 parts', file(Array.from({ length: 100_000 }, () => html('x')))],
  [
    '10,000 parts in parts',
    Array.from(
      { length: 10_000 },
      (_, n) => `Content-Type: multipart/related; boundary=b${n}\r\n\r\n--b${n}\r\n`,
    ).join('') + html('deep'),
  ],
  [
    'parts in parts with one boundary',
    'Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\n'.repeat(100_000),
  ],
  ['25 MB of boundaries that are none', file([html('\r\n--b1'.repeat(4_000_000) + 'x')])],
  [
    '25 MB of one field',
    `Content-Type: multipart/related; boundary=b\r\nX: ${'x'.repeat(25_000_000)}`,
  ],
  ['25 MB of folded lines', `Content-Type: multipart/related;\r\n${' ;\r\n'.repeat(6_000_000)}`],
  [
    '25 MB of soft breaks',
    file([html('=\r\n'.repeat(8_000_000) + '<p>x', 'Content-Transfer-Encoding: quoted-printable')]),
  ],
  [
    '25 MB of white space',
    file([html(`${' '.repeat(25_000_000)}<p>x`, 'Content-Transfer-Encoding: quoted-printable')]),
  ],
])('%s are read within bounds, or refused in a sentence', (_name, text) => {
  try {
    expect(read(text).parts.length).toBeLessThanOrEqual(10_000)
  } catch (error) {
    expect(error).toBeInstanceOf(AppError)
  }
})

test('whatever a file is cut or changed into, it is a page or a sentence', () => {
  const whole = Buffer.from(file([html('<p>A quay'), part(['Content-ID: <p>'], 'picture')]))
  const change = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255) })
  fc.assert(
    fc.property(fc.nat(whole.length), fc.array(change, { maxLength: 8 }), (length, changes) => {
      const bytes = Buffer.from(whole)
      for (const { at, byte } of changes) bytes[at] = byte
      try {
        expect(read(bytes.subarray(0, length)).html.length).toBeGreaterThan(0)
      } catch (error) {
        expect(error).toBeInstanceOf(AppError)
      }
    }),
  )
})
