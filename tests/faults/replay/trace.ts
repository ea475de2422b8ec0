/** What a traced program did to files, in the order in which the calls ended. Paths are absolute. */
export type TracedCall =
  | { kind: 'open'; path: string; fd: number; creates: boolean; empties: boolean; appends: boolean }
  | { kind: 'write'; fd: number; bytes: Uint8Array; offset: number | null }
  | { kind: 'copy'; from: number; to: number; sizeBytes: number }
  | { kind: 'resize'; fd: number; sizeBytes: number }
  | { kind: 'rename'; from: string; to: string }
  | { kind: 'link'; from: string; to: string }
  | { kind: 'symbolic-link'; text: string; path: string }
  | { kind: 'unlink'; path: string }
  | { kind: 'make-folder'; path: string }
  | { kind: 'remove-folder'; path: string }
  /** `after`: how many calls had ended when it began; only what they did is surely on the disk. */
  | { kind: 'sync'; fd: number; after: number }

/** The system calls to be traced: all that change files or bring them to the disk. */
export const tracedCalls = [
  ...['open', 'openat', 'creat', 'write', 'pwrite64', 'writev', 'pwritev', 'pwritev2'],
  ...['truncate', 'ftruncate', 'fallocate', 'copy_file_range', 'sendfile'],
  ...['rename', 'renameat', 'renameat2', 'link', 'linkat', 'symlink', 'symlinkat'],
  ...['unlink', 'unlinkat', 'mkdir', 'mkdirat', 'rmdir', 'fsync', 'fdatasync', 'sync_file_range'],
]

const whole = /^(?<pid>\d+) +(?<name>\w+)\((?<args>.*)\) += (?<result>-?\d+)/u
const begun = /^(?<pid>\d+) +(?<name>\w+)\((?<args>.*?),? ?<unfinished \.\.\.>$/u
const ended = /^(?<pid>\d+) +<\.\.\. \w+ resumed>(?<args>.*)\) += (?<result>-?\d+)/u

/**
 * Reads what `strace -f -xx` wrote. Strings are all in `\x..` there, so that commas and brackets in
 * it are the call's own. A call that failed changed nothing and is left out.
 */
export function parseTrace(text: string): TracedCall[] {
  const calls: TracedCall[] = []
  const waiting = new Map<string, { name: string; args: string; after: number }>()
  for (const line of text.split('\n')) {
    const start = begun.exec(line)?.groups
    if (start !== undefined) {
      const { pid = '', name = '', args = '' } = start
      waiting.set(pid, { name, args, after: calls.length })
      continue
    }
    const end = ended.exec(line)?.groups
    const one = end ?? whole.exec(line)?.groups
    if (one === undefined) continue
    const held = end === undefined ? undefined : waiting.get(one['pid'] ?? '')
    const name = held?.name ?? one['name'] ?? ''
    const args = held === undefined ? (one['args'] ?? '') : joined(held.args, one['args'] ?? '')
    const call = parseCall(name, args, Number(one['result']), held?.after ?? calls.length)
    if (call !== null) calls.push(call)
  }
  return calls
}

function joined(first: string, rest: string): string {
  const tail = rest.replace(/^, /u, '').trim()
  return tail === '' ? first : `${first}, ${tail}`
}

function parseCall(name: string, args: string, result: number, after: number): TracedCall | null {
  if (result < 0) return null
  const parts = args.split(', ')
  const fd = Number(parts[0])
  const paths = parts.filter((part) => part.startsWith('"')).map((part) => textOf(part))
  const [path = '', second = ''] = paths
  switch (name) {
    case 'open':
    case 'openat': {
      const flags = args.replaceAll(/"[^"]*"/gu, '')
      const has = (flag: string): boolean => flags.includes(flag)
      const [creates, empties, appends] = [has('O_CREAT'), has('O_TRUNC'), has('O_APPEND')]
      return { kind: 'open', path, fd: result, creates, empties, appends }
    }
    case 'write':
    case 'pwrite64': {
      const bytes = bytesOf(parts[1] ?? '').subarray(0, result)
      return { kind: 'write', fd, bytes, offset: name === 'write' ? null : Number(parts[3]) }
    }
    case 'ftruncate':
      return { kind: 'resize', fd, sizeBytes: Number(parts[1]) }
    case 'copy_file_range':
      return { kind: 'copy', from: fd, to: Number(parts[2]), sizeBytes: result }
    case 'rename':
    case 'renameat':
    case 'renameat2':
      return { kind: 'rename', from: path, to: second }
    case 'link':
    case 'linkat':
      return { kind: 'link', from: path, to: second }
    case 'symlink':
    case 'symlinkat':
      return { kind: 'symbolic-link', text: path, path: second }
    case 'unlink':
    case 'unlinkat':
      return { kind: args.includes('AT_REMOVEDIR') ? 'remove-folder' : 'unlink', path }
    case 'mkdir':
    case 'mkdirat':
      return { kind: 'make-folder', path }
    case 'rmdir':
      return { kind: 'remove-folder', path }
    case 'fsync':
    case 'fdatasync':
      return { kind: 'sync', fd, after }
    default:
      // Nothing of ours uses these; if it ever does, the replay must learn it first.
      throw new Error(`the trace holds a call that the replay does not know: ${name}`)
  }
}

function textOf(quoted: string): string {
  return Buffer.from(bytesOf(quoted)).toString('utf8')
}

function bytesOf(quoted: string): Uint8Array {
  if (quoted.endsWith('...')) throw new Error('the trace holds a string that was cut')
  return Buffer.from(quoted.replaceAll(/["]|\\x/gu, ''), 'hex')
}
