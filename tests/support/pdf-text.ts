import { inflateSync } from 'node:zlib'

/**
 * The words of a PDF that Chromium wrote, in the order in which they are painted; white space is as it
 * comes. Reads only what Chromium writes: objects outside object streams, fonts with a ToUnicode map.
 */
export function pdfText(pdf: Buffer): string {
  const objects = objectsOf(pdf.toString('latin1'))
  const maps = new Map<string, Map<string, string>>()
  const pages: string[] = []
  for (const { head } of objects.values()) {
    for (const [, name = '', id = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/gu)) {
      const toUnicode = /\/ToUnicode (\d+) 0 R/u.exec(objects.get(id)?.head ?? '')?.[1]
      if (toUnicode !== undefined) maps.set(name, unicodeOf(objects.get(toUnicode)?.stream ?? ''))
    }
    const contents = /\/Type \/Page\b[^]*\/Contents (\d+) 0 R/u.exec(head)?.[1]
    if (contents !== undefined) pages.push(objects.get(contents)?.stream ?? '')
  }
  return pages.map((page) => wordsOf(page, maps)).join('\n')
}

type PdfObject = { head: string; stream: string }

function objectsOf(source: string): Map<string, PdfObject> {
  const objects = new Map<string, PdfObject>()
  for (const { 1: id = '', 2: body = '' } of source.matchAll(
    /(?:^|\n)(\d+) 0 obj\n([^]*?)\nendobj/gu,
  )) {
    const begin = body.indexOf('stream\n')
    const head = begin === -1 ? body : body.slice(0, begin)
    const length = Number(/\/Length (\d+)/u.exec(head)?.[1] ?? 0)
    const bytes = Buffer.from(body.slice(begin + 7, begin + 7 + length), 'latin1')
    const isText = begin !== -1 && !/\/Subtype \/Image|\/Length1/u.test(head)
    const stream = !isText ? '' : head.includes('/FlateDecode') ? inflateSync(bytes) : bytes
    objects.set(id, { head, stream: stream.toString('latin1') })
  }
  return objects
}

/** What each glyph of a font stands for. */
function unicodeOf(map: string): Map<string, string> {
  const unicode = new Map<string, string>()
  const textOf = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le')
  for (const [, part = ''] of map.matchAll(/beginbfchar\n([^]*?)endbfchar/gu)) {
    for (const [, glyph = '', hex = ''] of part.matchAll(/<(\w+)> <(\w+)>/gu))
      unicode.set(glyph, textOf(hex))
  }
  for (const [, part = ''] of map.matchAll(/beginbfrange\n([^]*?)endbfrange/gu)) {
    for (const [, from = '', to = '', hex = ''] of part.matchAll(/<(\w+)> <(\w+)> <(\w+)>/gu)) {
      const [first, last] = [Number.parseInt(from, 16), Number.parseInt(to, 16)]
      for (let glyph = first; glyph <= last; glyph += 1) {
        const code = Number.parseInt(hex, 16) + glyph - first
        unicode.set(hexOf(glyph, from.length), textOf(hexOf(code, hex.length)))
      }
    }
  }
  return unicode
}

function hexOf(number: number, digits: number): string {
  return number.toString(16).toUpperCase().padStart(digits, '0')
}

function wordsOf(page: string, maps: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let font: ReadonlyMap<string, string> = new Map()
  let words = ''
  for (const [operation, name, shown] of page.matchAll(
    /\/(F\d+) [\d.]+ Tf|(<[^>]*>|\[[^\]]*\]) ?TJ?j?/gu,
  )) {
    if (operation.startsWith('/')) font = maps.get(name ?? '') ?? new Map<string, string>()
    for (const [, glyphs = ''] of (shown ?? '').matchAll(/<(\w+)>/gu)) {
      const digits = [...font.keys()][0]?.length ?? 4
      for (let at = 0; at < glyphs.length; at += digits)
        words += font.get(glyphs.slice(at, at + digits).toUpperCase()) ?? '�'
    }
  }
  return words
}
