/** What a body turns out to be, whatever its server or file name calls it. */
export type BodyKind = 'html' | 'text' | { unsupported: string }

/** The essence of a Content-Type header, in lower case ("text/html"), and its charset. */
export function parseContentType(header: string | null): {
  mediaType: string | null
  charset: string | null
} {
  if (header === null) return { mediaType: null, charset: null }
  const mediaType = header.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/iu.exec(header)?.[1] ?? null
  return { mediaType: /^[^\s/]+\/[^\s/]+$/u.test(mediaType) ? mediaType : null, charset }
}

/** A picture format that is kept, by its first bytes. */
export type PictureType = { mediaType: string; extension: string }

/** The type of a picture by its magic bytes; null for anything else, SVG included. */
export function pictureTypeOf(bytes: Uint8Array): PictureType | null {
  const head = latin1(bytes, 0, 16)
  if (head.startsWith('\xff\xd8\xff')) return { mediaType: 'image/jpeg', extension: 'jpg' }
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return { mediaType: 'image/png', extension: 'png' }
  if (/^GIF8[79]a/u.test(head)) return { mediaType: 'image/gif', extension: 'gif' }
  if (/^RIFF[^]{4}WEBP/u.test(head)) return { mediaType: 'image/webp', extension: 'webp' }
  if (/^[^]{4}ftypavi[fs]/u.test(head)) return { mediaType: 'image/avif', extension: 'avif' }
  return null
}

/** True where the bytes look like an SVG drawing. */
export function isSvg(bytes: Uint8Array): boolean {
  return /<svg[\s>]/iu.test(latin1(bytes, 0, 1024))
}

/** What the bytes of a page or file are: their own first bytes decide, then the declared type. */
export function bodyKindOf(bytes: Uint8Array, declared: string | null): BodyKind {
  const binary = binaryNameOf(bytes)
  if (binary !== null) return { unsupported: binary }
  const start = textStart(bytes)
  if (/^(?:<!--[^]*?-->\s*)*<(?:!doctype html|html|head|body|title|meta|script)[\s>]/iu.test(start))
    return 'html'
  if (declared === 'text/html' || declared === 'application/xhtml+xml') {
    return isJson(start, bytes) ? { unsupported: 'JSON data' } : 'html'
  }
  if (declared === 'text/plain') return 'text'
  if (declared === null || declared === 'application/octet-stream') return unnamedKind(start, bytes)
  return { unsupported: nameOfType(declared) }
}

function unnamedKind(start: string, bytes: Uint8Array): BodyKind {
  if (start.startsWith('<')) return /^<\?xml/iu.test(start) ? { unsupported: 'XML data' } : 'html'
  if (isJson(start, bytes)) return { unsupported: 'JSON data' }
  return 'text'
}

/** A name for what is certainly no text, by its magic bytes or its zero bytes; null otherwise. */
export function binaryNameOf(bytes: Uint8Array): string | null {
  const head = latin1(bytes, 0, 16)
  if (head.includes('%PDF-')) return 'a PDF'
  if (pictureTypeOf(bytes) !== null) return 'a picture'
  if (head.startsWith('PK\x03\x04')) return 'a ZIP or Office file'
  if (head.startsWith('\xd0\xcf\x11\xe0')) return 'an old Office file'
  if (head.startsWith('{\\rtf')) return 'an RTF document'
  if (head.startsWith('\x1f\x8b')) return 'a compressed file'
  if (/^(?:ID3|OggS|fLaC|\xff\xfb)/u.test(head) || /^[^]{4}ftyp/u.test(head))
    return 'sound or video'
  return hasZeros(bytes) ? 'binary data' : null
}

/** Zero bytes that no UTF-16 text explains. */
function hasZeros(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 4096)
  if (/^(?:\xff\xfe|\xfe\xff)/u.test(latin1(head, 0, 2))) return false
  let even = 0
  let odd = 0
  head.forEach((byte, index) => {
    if (byte !== 0) return
    if (index % 2 === 0) even += 1
    else odd += 1
  })
  return even + odd > 0 && Math.min(even, odd) > head.length / 40
}

function nameOfType(mediaType: string): string {
  if (mediaType === 'application/pdf') return 'a PDF'
  if (/[/+]json$/u.test(mediaType)) return 'JSON data'
  if (/[/+]xml$/u.test(mediaType)) return 'XML data'
  if (mediaType.startsWith('image/')) return 'a picture'
  if (/^(?:audio|video)\//u.test(mediaType)) return 'sound or video'
  return `“${mediaType}”`
}

function isJson(start: string, bytes: Uint8Array): boolean {
  if (!/^[[{]/u.test(start)) return false
  try {
    JSON.parse(Buffer.from(bytes).toString('utf8'))
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

/** The first characters after marks and space, the zero bytes of UTF-16 taken out. */
function textStart(bytes: Uint8Array): string {
  return latin1(bytes, 0, 4096)
    .replaceAll('\0', '')
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/u, '')
    .trimStart()
}

function latin1(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.subarray(start, end)).toString('latin1')
}
