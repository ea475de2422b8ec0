import { basename, dirname, relative } from 'node:path'
import { assertNever } from '../../../shared/errors.ts'
import type { TracedCall } from './trace.ts'

/** A change of names in folders: what each name leads to from then on; null: to nothing. */
export type NameChange = {
  kind: 'names'
  index: number
  sets: { folder: number; name: string; node: number | null }[]
}

/** A change of a file's content: bytes at a place, or another size. */
export type ContentChange =
  | { kind: 'bytes'; index: number; node: number; offset: number; bytes: Uint8Array }
  | { kind: 'size'; index: number; node: number; sizeBytes: number }

export type Change = NameChange | ContentChange

/** What happened, in order: changes, what was brought to the disk, and the lines that were said. */
export type LogEntry =
  | Change
  | { kind: 'sync'; index: number; node: number; after: number }
  | { kind: 'said'; index: number; line: string }

/** Whether an entry changes what is on the disk. */
export function isChange(entry: LogEntry): entry is Change {
  return entry.kind === 'names' || entry.kind === 'bytes' || entry.kind === 'size'
}

/** The log of one folder; `folderNodes` are the nodes that are folders. */
export type DiskLog = { entries: LogEntry[]; folderNodes: ReadonlySet<number> }

/** The node of the folder that was watched; the others are counted up from it. */
export const rootNode = 0

type OpenFile = { node: number; position: number; appends: boolean }

/** What is known of the folder so far, besides its log. */
type Watched = {
  root: string
  log: LogEntry[]
  folders: Map<number, Map<string, number>>
  sizes: Map<number, number>
  open: Map<number, OpenFile>
  lastNode: number
  /** The beginning of a line that is being said. */
  said: string
}

/**
 * The log of one folder out of a trace of everything: names and files become nodes, as inodes are, so
 * that a file keeps its content whatever it is called. Lines written to standard output are what the
 * program said.
 */
export function diskLog(root: string, calls: readonly TracedCall[]): DiskLog {
  const folders = new Map([[rootNode, new Map<string, number>()]])
  const known = { sizes: new Map(), open: new Map(), lastNode: rootNode, said: '' }
  const watched: Watched = { root, log: [], folders, ...known }
  /** How long the log was when each call had ended. */
  const lengths: number[] = []
  for (const call of calls) {
    if (call.kind === 'sync') sync(watched, call.fd, lengths[call.after - 1] ?? 0)
    else if (call.kind === 'open') openAt(watched, call)
    else if ('fd' in call || call.kind === 'copy') changeFile(watched, call)
    else changeNames(watched, call)
    lengths.push(watched.log.length)
  }
  return { entries: watched.log, folderNodes: new Set(folders.keys()) }
}

function isInside({ root }: Watched, path: string): boolean {
  return path.startsWith(`${root}/`)
}

function nodeAt({ root, folders }: Watched, path: string): number | null {
  let node: number | null = rootNode
  for (const part of relative(root, path).split('/').filter(Boolean)) {
    node = (node === null ? null : folders.get(node)?.get(part)) ?? null
  }
  return node
}

function knownNode(watched: Watched, path: string): number {
  const node = nodeAt(watched, path)
  if (node === null) throw new Error(`the trace names what it never made: ${path}`)
  return node
}

function place(watched: Watched, path: string): { folder: number; name: string } {
  return { folder: knownNode(watched, dirname(path)), name: basename(path) }
}

function setNames({ folders, log }: Watched, ...sets: NameChange['sets']): void {
  for (const { folder, name, node } of sets) {
    if (node === null) folders.get(folder)?.delete(name)
    else folders.get(folder)?.set(name, node)
  }
  log.push({ kind: 'names', index: log.length, sets })
}

function create(watched: Watched, path: string, isFolder: boolean): number {
  watched.lastNode += 1
  const node = watched.lastNode
  if (isFolder) watched.folders.set(node, new Map())
  else watched.sizes.set(node, 0)
  setNames(watched, { ...place(watched, path), node })
  return node
}

function openAt(watched: Watched, call: Extract<TracedCall, { kind: 'open' }>): void {
  const { open, root, sizes } = watched
  open.delete(call.fd)
  if (call.path !== root && !isInside(watched, call.path)) return
  const found = nodeAt(watched, call.path)
  const node =
    found ?? (call.creates ? create(watched, call.path, false) : knownNode(watched, call.path))
  if (call.empties && (sizes.get(node) ?? 0) > 0) resize(watched, node, 0)
  open.set(call.fd, { node, position: 0, appends: call.appends })
}

function resize({ log, sizes }: Watched, node: number, sizeBytes: number): void {
  sizes.set(node, sizeBytes)
  log.push({ kind: 'size', index: log.length, node, sizeBytes })
}

function changeFile(
  watched: Watched,
  call: Extract<TracedCall, { kind: 'write' | 'resize' | 'copy' }>,
): void {
  const file = watched.open.get(call.kind === 'copy' ? call.to : call.fd)
  switch (call.kind) {
    case 'write':
      if (call.fd === 1) say(watched, call.bytes)
      else if (file !== undefined) write(watched, file, call.bytes, call.offset)
      return
    case 'resize':
      if (file !== undefined) resize(watched, file.node, call.sizeBytes)
      return
    case 'copy':
      if (file !== undefined)
        throw new Error('a copy by the system: its bytes are not in the trace')
      return
    default:
      assertNever(call)
  }
}

function write(
  { log, sizes }: Watched,
  file: OpenFile,
  bytes: Uint8Array,
  offset: number | null,
): void {
  const size = sizes.get(file.node) ?? 0
  const at = offset ?? (file.appends ? size : file.position)
  if (offset === null) file.position = at + bytes.length
  sizes.set(file.node, Math.max(size, at + bytes.length))
  log.push({ kind: 'bytes', index: log.length, node: file.node, offset: at, bytes })
}

function say(watched: Watched, bytes: Uint8Array): void {
  const lines = `${watched.said}${Buffer.from(bytes).toString('utf8')}`.split('\n')
  watched.said = lines.pop() ?? ''
  for (const line of lines) watched.log.push({ kind: 'said', index: watched.log.length, line })
}

function sync({ log, open }: Watched, fd: number, after: number): void {
  const file = open.get(fd)
  if (file !== undefined) log.push({ kind: 'sync', index: log.length, node: file.node, after })
}

function changeNames(
  watched: Watched,
  call: Exclude<TracedCall, { kind: 'open' | 'sync' | 'write' | 'resize' | 'copy' }>,
): void {
  const path = 'to' in call ? call.to : call.path
  if (!isInside(watched, path)) return
  switch (call.kind) {
    case 'rename': {
      const node = knownNode(watched, call.from)
      // Where both names are one file already, rename does nothing.
      if (nodeAt(watched, path) === node) return
      const from = place(watched, call.from)
      return setNames(watched, { ...from, node: null }, { ...place(watched, path), node })
    }
    case 'link':
      return setNames(watched, { ...place(watched, path), node: knownNode(watched, call.from) })
    case 'symbolic-link': {
      // As a file that holds its text, so that a crash may leave the name and lose the text.
      const made = { node: create(watched, path, false), position: 0, appends: false }
      return write(watched, made, Buffer.from(call.text), 0)
    }
    case 'unlink':
    case 'remove-folder':
      return setNames(watched, { ...place(watched, path), node: null })
    case 'make-folder':
      create(watched, path, true)
      return
    default:
      assertNever(call)
  }
}
