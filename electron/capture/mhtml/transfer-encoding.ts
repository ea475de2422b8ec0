/** The bytes of a part as they were before they were made fit for the mail; unknown ones are as they are. */
export function decodeTransfer(bytes: Buffer, encoding: string | undefined): Uint8Array {
  switch (encoding?.trim().toLowerCase()) {
    case 'base64':
      return Uint8Array.from(Buffer.from(bytes.toString('latin1'), 'base64'))
    case 'quoted-printable':
      return decodeQuotedPrintable(bytes)
    default:
      return Uint8Array.from(bytes)
  }
}

const [tab, lineFeed, carriageReturn, space, equals] = [0x09, 0x0a, 0x0d, 0x20, 0x3d] as const

/**
 * `=E2=80=9C` as bytes, soft line breaks taken out, white space at the ends of lines, too (mail adds
 * it). An `=` that begins nothing stays.
 */
export function decodeQuotedPrintable(bytes: Uint8Array): Uint8Array {
  const decoded = new Uint8Array(bytes.length)
  let length = 0
  /** Up to here nothing is white space that may be the end of a line. */
  let solid = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0
    if (byte === equals) {
      const hex = hexAt(bytes, at + 1)
      const softEnd = hex === null ? softBreakEnd(bytes, at + 1) : null
      if (softEnd === null) decoded[length++] = hex ?? byte
      if (hex !== null) at += 2
      else if (softEnd !== null) at = softEnd - 1
      solid = length
      continue
    }
    if (byte === lineFeed) {
      const hasReturn = bytes[at - 1] === carriageReturn && length > 0
      length = solid
      if (hasReturn) decoded[length++] = carriageReturn
    }
    decoded[length++] = byte
    const isWhite = byte === space || byte === tab || byte === carriageReturn
    if (!isWhite) solid = length
  }
  return decoded.slice(0, length)
}

/** Where the line after a soft break begins; null where `=` is followed by something else. */
function softBreakEnd(bytes: Uint8Array, from: number): number | null {
  let at = from
  while (bytes[at] === space || bytes[at] === tab) at += 1
  if (at >= bytes.length) return at
  if (bytes[at] === carriageReturn) at += 1
  return bytes[at] === lineFeed ? at + 1 : null
}

function hexAt(bytes: Uint8Array, at: number): number | null {
  const digits = String.fromCharCode(bytes[at] ?? 0, bytes[at + 1] ?? 0)
  return /^[0-9a-f]{2}$/iu.test(digits) ? Number.parseInt(digits, 16) : null
}
