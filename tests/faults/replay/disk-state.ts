import { createHash } from 'node:crypto'
import { rootNode, type Change, type ContentChange } from './disk-log.ts'

/** What a disk holds: what each folder's names lead to, and what is in each file. Never changed. */
export type DiskState = {
  folders: ReadonlyMap<number, ReadonlyMap<string, number>>
  files: ReadonlyMap<number, Content>
}

type Content = { bytes: Uint8Array; hash: string }

/** Files and folders by their path from the root; null for a folder. */
export type Tree = Map<string, Uint8Array | null>

/** A disk with nothing on it. */
export const emptyDisk: DiskState = { folders: new Map(), files: new Map() }

const empty: Content = contentOf(new Uint8Array())

/** The disk after changes, in their order. A file has its content whether a name leads to it or not. */
export function withChanges(disk: DiskState, changes: readonly Change[]): DiskState {
  const folders = new Map(disk.folders)
  const files = new Map(disk.files)
  const copied = new Set<number>()
  for (const change of changes) {
    if (change.kind !== 'names') {
      files.set(change.node, changedContent(files.get(change.node) ?? empty, change))
      continue
    }
    for (const { folder, name, node } of change.sets) {
      const names = copied.has(folder)
        ? (folders.get(folder) as Map<string, number>)
        : new Map(folders.get(folder))
      copied.add(folder)
      folders.set(folder, names)
      if (node === null) names.delete(name)
      else names.set(name, node)
    }
  }
  return { folders, files }
}

/** One content after one change comes up in hundreds of states. */
const known = new Map<string, Content>()

function changedContent(before: Content, change: ContentChange): Content {
  if (change.kind === 'size') {
    const resized = new Uint8Array(change.sizeBytes)
    resized.set(before.bytes.subarray(0, change.sizeBytes))
    return contentOf(resized)
  }
  const { offset, bytes } = change
  const key = `${before.hash} ${offset} ${createHash('sha1').update(bytes).digest('base64')}`
  const found = known.get(key)
  if (found !== undefined) return found
  const next = new Uint8Array(Math.max(before.bytes.length, offset + bytes.length))
  next.set(before.bytes)
  next.set(bytes, offset)
  const content = contentOf(next)
  if (known.size > 20_000) known.clear()
  known.set(key, content)
  return content
}

function contentOf(bytes: Uint8Array): Content {
  return { bytes, hash: createHash('sha1').update(bytes).digest('base64') }
}

/** Which nodes any name leads to. */
export function namedNodes(disk: DiskState): Set<number> {
  return new Set([...disk.folders.values()].flatMap((names) => [...names.values()]))
}

/** For each part of the tree, by its name, a text that is equal where a person would find the same. */
export function keysOf(
  disk: DiskState,
  folderNodes: ReadonlySet<number>,
  partOf: (path: string) => string | null,
): Map<string, string> {
  const texts = new Map<string, string>()
  walk(disk, folderNodes, rootNode, '', (path, content) => {
    const part = partOf(path) ?? ''
    texts.set(part, `${texts.get(part) ?? ''}${path}\0${content?.hash ?? 'folder'}\n`)
  })
  for (const [part, text] of texts) {
    texts.set(part, createHash('sha1').update(text).digest('base64'))
  }
  return texts
}

/** What a person would find. */
export function treeOf(disk: DiskState, folderNodes: ReadonlySet<number>): Tree {
  const tree: Tree = new Map()
  walk(disk, folderNodes, rootNode, '', (path, content) => tree.set(path, content?.bytes ?? null))
  return tree
}

function walk(
  disk: DiskState,
  folderNodes: ReadonlySet<number>,
  folder: number,
  path: string,
  visit: (path: string, content: Content | null) => void,
): void {
  const names = [...(disk.folders.get(folder) ?? [])].sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [name, node] of names) {
    const inside = path === '' ? name : `${path}/${name}`
    if (folderNodes.has(node)) {
      visit(inside, null)
      walk(disk, folderNodes, node, inside, visit)
    } else visit(inside, disk.files.get(node) ?? empty)
  }
}
