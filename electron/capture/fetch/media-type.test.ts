import { expect, test } from 'vitest'
import { bodyKindOf, isSvg, parseContentType, pictureTypeOf } from './media-type.ts'

const latin1 = (text: string) => Buffer.from(text, 'latin1')

test('a content type is parsed into essence and charset, nonsense into nothing', () => {
  expect(parseContentType('Text/HTML; Charset="UTF-8"')).toEqual({
    mediaType: 'text/html',
    charset: 'UTF-8',
  })
  expect(parseContentType('html')).toEqual({ mediaType: null, charset: null })
  expect(parseContentType(null)).toEqual({ mediaType: null, charset: null })
})

test.each([
  ['a page under its name', '<p>Hello', 'text/html', 'html'],
  ['a page under no name', '<!DOCTYPE html><p>Hello', null, 'html'],
  ['a page called binary', '\n<html><p>Hello', 'application/octet-stream', 'html'],
  ['a page called JSON', '<!-- x --><!doctype html>', 'application/json', 'html'],
  ['text', 'Hello', 'text/plain', 'text'],
  ['text under no name', 'Hello', null, 'text'],
])('%s is read', (_name, body, declared, kind) => {
  expect(bodyKindOf(latin1(body), declared)).toBe(kind)
})

test.each([
  ['%PDF-1.7', 'text/html', 'a PDF'],
  ['%PDF-1.7', 'application/pdf', 'a PDF'],
  ['\x89PNG\r\n\x1a\n', 'text/html', 'a picture'],
  ['{"a": 1}', 'text/html', 'JSON data'],
  ['{"a": 1}', 'application/ld+json', 'JSON data'],
  ['<?xml version="1.0"?><rss/>', 'application/rss+xml', 'XML data'],
  ['<?xml version="1.0"?><rss/>', null, 'XML data'],
  ['PK\x03\x04', null, 'a ZIP or Office file'],
  ['a\0\0\0b\0\0\0\0\0c', null, 'binary data'],
  ['a,b', 'text/csv', '“text/csv”'],
])('%j called %s is told as %s', (body, declared, unsupported) => {
  expect(bodyKindOf(latin1(body), declared)).toEqual({ unsupported })
})

test('UTF-16 is text in spite of its zeros', () => {
  expect(bodyKindOf(Buffer.from('<html><p>Hello', 'utf16le'), null)).toBe('html')
  expect(bodyKindOf(Buffer.from('\ufeffHello', 'utf16le'), 'text/plain')).toBe('text')
})

test.each([
  ['\xff\xd8\xff\xe0', 'jpg'],
  ['\x89PNG\r\n\x1a\n', 'png'],
  ['GIF89a', 'gif'],
  ['RIFF\x00\x00\x00\x00WEBP', 'webp'],
  ['\x00\x00\x00\x20ftypavif', 'avif'],
])('%j is a picture with the ending %s', (head, extension) => {
  expect(pictureTypeOf(latin1(head))?.extension).toBe(extension)
})

test('an SVG drawing is known, and no picture that is kept', () => {
  const svg = latin1('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')
  expect(pictureTypeOf(svg)).toBeNull()
  expect(isSvg(svg)).toBe(true)
})
