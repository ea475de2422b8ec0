/** Characters that no article is written in: controls (but tab, line ends, escape), and no characters at all. */
// oxlint-disable-next-line no-control-regex -- escape is one of the controls that old Japanese encodings leave
const illegible = /(?![\t\n\v\f\r\u001b])[\p{Cc}\p{Cn}\p{Co}\p{Cs}]/gu

/** More of the text than this is not looked at. */
const sampleLength = 65_536

/**
 * Whether decoded bytes are text, whatever their name says. A stray control character is none the
 * less; one in fifty means a program's data, in which about one byte in ten is a control.
 */
export function isLegible(text: string): boolean {
  const sample = text.slice(0, sampleLength)
  const strange = sample.match(illegible)?.length ?? 0
  return strange * 50 <= sample.length
}
