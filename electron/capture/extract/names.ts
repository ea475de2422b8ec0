const connectors = new Set(
  `via by of the for and & / | – — - + en de del della di da dos van von der den zu la le du y und et
  al el bin ten ter courtesy staff file handout contributed photographer photo`.split(/\s+/u),
)

/**
 * True where a line is made of names alone ("ALEX BRANDON/POOL/AFP via Getty Images"): every word
 * begins with a capital, a digit or a letter of a script without capitals, or connects two names.
 */
export function isNameLine(line: string, mostWords = 14): boolean {
  const words = line
    .replace(/[/|,;:()[\]©@*•·]/gu, ' ')
    .split(/\s+/u)
    .filter((word) => word !== '')
  if (words.length === 0 || words.length > mostWords) return false
  return (
    words.some((word) => !connectors.has(word)) &&
    words.every((word) => connectors.has(word) || /^[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u.test(word))
  )
}
