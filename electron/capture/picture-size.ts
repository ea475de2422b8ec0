/** How large a picture is shown by itself, in CSS pixels: turned upright as its file says. */
export type PictureSize = { width: number; height: number }

/**
 * The size of a picture, read from the first bytes of its file (PNG, JPEG, GIF, WebP, AVIF); null
 * where they do not tell. It only reserves a place, so a wrong one does no harm to what is kept.
 */
export function pictureSizeOf(bytes: Uint8Array, mediaType: string): PictureSize | null {
  const read = readers[mediaType]
  if (read === undefined) return null
  try {
    const size = read(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    return size !== null && size.width > 0 && size.height > 0 ? size : null
  } catch (problem) {
    // The file ends before its size does: it is cut, and a browser will say so where it is shown.
    if (problem instanceof RangeError) return null
    throw problem
  }
}

const readers: Readonly<Record<string, (view: DataView) => PictureSize | null>> = {
  'image/png': (view) => ({ width: view.getUint32(16), height: view.getUint32(20) }),
  'image/gif': (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
  'image/jpeg': jpegSize,
  'image/webp': webpSize,
  'image/avif': avifSize,
}

/** Walks the segments up to the frame header; the camera's orientation stands before it, in APP1. */
function jpegSize(view: DataView): PictureSize | null {
  let isTurned = false
  let at = 2
  for (;;) {
    while (view.getUint8(at) === 0xff) at += 1
    const marker = view.getUint8(at)
    const segment = at + 1
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) {
      const size = { width: view.getUint16(segment + 5), height: view.getUint16(segment + 3) }
      return isTurned ? turned(size) : size
    }
    if (marker === 0xda || marker === 0xd9) return null
    if (marker === 0xe1) isTurned ||= isSideways(view, segment + 2)
    at = segment + view.getUint16(segment)
    if (view.getUint8(at) !== 0xff) return null
  }
}

/** Whether Exif data tells of a quarter turn: orientations 5 to 8 of TIFF's tag 0x112. */
function isSideways(view: DataView, start: number): boolean {
  if (asciiAt(view, start, 4) !== 'Exif') return false
  const tiff = start + 6
  const isLittle = asciiAt(view, tiff, 2) === 'II'
  const table = tiff + view.getUint32(tiff + 4, isLittle)
  const count = view.getUint16(table, isLittle)
  for (let index = 0; index < count; index += 1) {
    const entry = table + 2 + 12 * index
    if (view.getUint16(entry, isLittle) === 0x112) return view.getUint16(entry + 8, isLittle) >= 5
  }
  return false
}

function webpSize(view: DataView): PictureSize | null {
  switch (asciiAt(view, 12, 4)) {
    case 'VP8 ':
      return {
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      }
    case 'VP8L': {
      const bits = view.getUint32(21, true)
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 }
    default:
      return null
  }
}

/** The largest size among the item properties: tiles, alpha and thumbnails have theirs there too. */
function avifSize(view: DataView): PictureSize | null {
  const meta = boxesIn(view, 0, view.byteLength).find(({ type }) => type === 'meta')
  if (meta === undefined) return null
  const inMeta = boxesIn(view, meta.start + 4, meta.end)
  const properties = inMeta
    .filter(({ type }) => type === 'iprp')
    .flatMap(({ start, end }) => boxesIn(view, start, end))
    .filter(({ type }) => type === 'ipco')
    .flatMap(({ start, end }) => boxesIn(view, start, end))
  const [largest] = properties
    .filter(({ type }) => type === 'ispe')
    .map(({ start }) => ({ width: view.getUint32(start + 4), height: view.getUint32(start + 8) }))
    .toSorted((a, b) => b.width * b.height - a.width * a.height)
  if (largest === undefined) return null
  const isTurned = properties.some(
    ({ type, start }) => type === 'irot' && view.getUint8(start) % 2 === 1,
  )
  return isTurned ? turned(largest) : largest
}

type Box = { type: string; start: number; end: number }

/** The boxes of an ISO media file (ISO/IEC 14496-12) side by side in a stretch of it. */
function boxesIn(view: DataView, from: number, to: number): Box[] {
  const boxes: Box[] = []
  let at = from
  while (at + 8 <= to) {
    const size = view.getUint32(at)
    // 0: to the end; 1: a size of 64 bits, which no header of a picture needs.
    const end = size === 0 ? to : at + size
    if (size === 1 || end > to || end < at + 8) break
    boxes.push({ type: asciiAt(view, at + 4, 4), start: at + 8, end })
    at = end
  }
  return boxes
}

function turned({ width, height }: PictureSize): PictureSize {
  return { width: height, height: width }
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000
}

function asciiAt(view: DataView, at: number, length: number): string {
  return String.fromCharCode(...Array.from({ length }, (_, index) => view.getUint8(at + index)))
}
