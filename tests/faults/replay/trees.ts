import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Tree } from './disk-state.ts'

/** Makes `folder` hold a tree, and nothing else. */
export function writeTree(folder: string, tree: Tree): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const [path, bytes] of tree) {
    const place = join(folder, path)
    mkdirSync(bytes === null ? place : dirname(place), { recursive: true })
    if (bytes !== null) writeFileSync(place, bytes)
  }
}

/** Whether `folder` holds a tree, and nothing else but the folders above its entries. */
export function isTree(folder: string, tree: Tree): boolean {
  const above = new Set([...tree.keys()].flatMap(foldersAbove))
  const paths = new Set(readdirSync(folder, { recursive: true, encoding: 'utf8' }))
  const isExpected = (path: string): boolean => tree.has(path) || above.has(path)
  return (
    [...paths].every(isExpected) &&
    [...tree].every(
      ([path, bytes]) =>
        paths.has(path) && (bytes === null || readFileSync(join(folder, path)).equals(bytes)),
    )
  )
}

function foldersAbove(path: string): string[] {
  const above = dirname(path)
  return above === '.' ? [] : [above, ...foldersAbove(above)]
}
