/** A number of things in words: `1 passage`, `1,204 passages`. */
export function countOf(count: number, thing: string): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? thing : `${thing}s`}`
}
