/** A failure's message in two parts: what happened is the first sentence; what is kept and what to do follow it. */
export function splitSentence(message: string): { what: string; rest: string } {
  const end = /[.!?;]”?(?=\s)/u.exec(message)
  if (end === null) return { what: message, rest: '' }
  const cut = end.index + end[0].length
  return { what: message.slice(0, cut), rest: message.slice(cut).trim() }
}

/** An address as it is read, without its scheme; what is no address stays as it is. */
export function withoutScheme(label: string): string {
  return label.replace(/^https?:\/\//iu, '')
}
