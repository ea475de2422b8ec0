import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeQuotedPrintable, decodeTransfer } from './transfer-encoding.ts'

const decoded = (text: string): string =>
  Buffer.from(decodeQuotedPrintable(Buffer.from(text))).toString('utf8')

test('quoted-printable: letters, soft breaks, white space that mail adds, what begins nothing', () => {
  expect(decoded('=E2=80=9CA quay=e2=80=9d')).toBe('“A quay”')
  expect(decoded('one wo=\r\nrd, an=  \nother, a thi=\t\r\nrd')).toBe('one word, another, a third')
  expect(decoded('ends in white  \t\r\nand goes on=20\r\n')).toBe(
    'ends in white\r\nand goes on \r\n',
  )
  expect(decoded('1 = 2, =ZZ, =3, 100%=')).toBe('1 = 2, =ZZ, =3, 100%')
  expect(decoded('<a href=3D"=\r\n/x">')).toBe('<a href="/x">')
})

test('what a browser’s encoder makes of any bytes comes back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const encoded = [...bytes].map((byte, index) => {
        const isPlain = byte > 0x20 && byte < 0x7f && byte !== 0x3d
        const piece = isPlain
          ? String.fromCharCode(byte)
          : `=${byte.toString(16).padStart(2, '0').toUpperCase()}`
        return index % 20 === 19 ? `${piece}=\r\n` : piece
      })
      expect(decodeQuotedPrintable(Buffer.from(encoded.join('')))).toEqual(bytes)
    }),
  )
})

test('base64 in lines, 8bit and binary', () => {
  expect(Buffer.from(decodeTransfer(Buffer.from('4oCc\r\nQQ==\r\n'), 'BASE64')).toString()).toBe(
    '“A',
  )
  for (const encoding of ['8bit', 'binary', '7bit', undefined, 'x-own']) {
    expect(decodeTransfer(Buffer.from('a =3D\r\n'), encoding)).toEqual(
      Uint8Array.from(Buffer.from('a =3D\r\n')),
    )
  }
})
