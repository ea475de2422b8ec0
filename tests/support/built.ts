import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder whose `out/` is tested: the project's own, unless PRESSMARK_BUILT names a copy of it. */
const root = process.env['PRESSMARK_BUILT'] ?? fileURLToPath(new URL('../..', import.meta.url))

/** The path of a built file, such as `main/cli.js`. */
export function built(path: string): string {
  return join(root, 'out', path)
}
