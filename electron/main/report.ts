/** Tells a bug whole to whoever started the program from a terminal. */
export function report(bug: unknown): void {
  process.stderr.write(`${bug instanceof Error ? (bug.stack ?? bug.message) : String(bug)}\n`)
}
