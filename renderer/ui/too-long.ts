/** Why a field can't be taken as typed: how long it may be, how long it is, and what to do. */
export function tooLong(what: string, length: number, most: number): string {
  const [may, is] = [most, length].map((count) => count.toLocaleString('en-GB'))
  return `${what} has at most ${may} characters, and this has ${is}. Shorten it; nothing was cut.`
}
