import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A source file of the window: its path under `renderer/` and its text. */
export type Source = { path: string; text: string }

const renderer = fileURLToPath(new URL('../../renderer/', import.meta.url))

/** Every source file of the window but its tests. */
export function sourcesOfTheWindow(): Source[] {
  return readdirSync(renderer, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/u.test(path) && !/\.test\.tsx?$/u.test(path))
    .map((path) => ({ path, text: readFileSync(`${renderer}${path}`, 'utf8') }))
}
