import fs from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { basename } from 'node:path'

/** A call to the file system: what, and the name that it is about, without pids and chance in it. */
export type DiskCall = { what: string; name: string; writes: boolean }

/** What becomes of a call: it fails with a code, writes half (`short`), or is left alone (null). */
export type Interference = (call: DiskCall, index: number) => Outcome | null
export type Outcome = 'ENOSPC' | 'EIO' | 'EROFS' | 'EACCES' | 'short'

const reading = ['readFile', 'stat', 'lstat', 'readdir', 'readlink', 'realpath']
const writing = ['mkdir', 'link', 'symlink', 'rename', 'unlink', 'rm', 'chmod', 'copyFile']
const ofHandles = ['read', 'write', 'writeFile', 'sync', 'close']

type AnyCall = (...args: unknown[]) => Promise<unknown>

/**
 * Runs `action` while each call of `node:fs/promises` to a path inside `root` is first asked about.
 * The real calls are made, by the unmodified code: only their failures are invented. A write that
 * fails has written half, and a close has closed, as on a real disk.
 */
export async function interfered<T>(
  root: string,
  interfere: Interference,
  action: () => Promise<T>,
): Promise<T> {
  const originals = new Map<string, AnyCall>()
  const functions = fs as unknown as Record<string, AnyCall>
  let index = -1
  const ask = (what: string, path: unknown, writes: boolean): Outcome | null => {
    if (typeof path !== 'string' || !path.startsWith(root)) return null
    index += 1
    return interfere({ what, name: stableName(path), writes }, index)
  }
  const replace = (name: string, make: (original: AnyCall) => AnyCall): void => {
    const original = functions[name]
    if (original === undefined) throw new Error(`node:fs/promises has no ${name}`)
    originals.set(name, original)
    functions[name] = make(original)
  }
  for (const name of [...reading, ...writing]) {
    replace(name, (original) => async (...args) => {
      const target = ['rename', 'link', 'symlink', 'copyFile'].includes(name) ? args[1] : args[0]
      throwCode(ask(name, target, writing.includes(name)))
      return original(...args)
    })
  }
  replace('open', (original) => async (...args) => {
    const [path, flags] = args
    const writes = flags !== undefined && flags !== 'r'
    throwCode(ask(`open ${String(flags)}`, path, writes))
    const handle = (await original(...args)) as FileHandle
    return askingHandle(handle, (what) => ask(what, path, writes))
  })
  syncBuiltinESMExports()
  try {
    return await action()
  } finally {
    for (const [name, original] of originals) functions[name] = original
    syncBuiltinESMExports()
  }
}

function askingHandle(handle: FileHandle, ask: (what: string) => Outcome | null): FileHandle {
  return new Proxy(handle, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target)
      if (typeof value !== 'function') return value
      const call = (value as AnyCall).bind(target)
      if (!ofHandles.includes(String(name))) return call
      return async (...args: unknown[]) => {
        const outcome = ask(String(name))
        const half = halfOf(args[0])
        if (name === 'write' && half !== null && outcome !== null) {
          const written = await call(half)
          throwCode(outcome)
          return written
        }
        if (name === 'writeFile' && half !== null && outcome !== 'short' && outcome !== null) {
          await call(half)
        }
        if (name === 'close') await call()
        throwCode(outcome)
        return name === 'close' ? undefined : call(...args)
      }
    },
  })
}

function halfOf(bytes: unknown): Uint8Array | null {
  return bytes instanceof Uint8Array ? bytes.subarray(0, Math.ceil(bytes.length / 2)) : null
}

function throwCode(code: Outcome | null): void {
  if (code === null || code === 'short') return
  throw Object.assign(new Error(`${code}: injected`), { code, errno: -1, syscall: 'injected' })
}

/** Names without pids, ids and the parts that are drawn by chance. */
function stableName(path: string): string {
  return basename(path)
    .replace(/\.\d+\.[0-9a-f]{9}\.tmp$/u, '.tmp')
    .replace(/[0-9a-hjkmnp-tv-z]{26}/gu, 'ID')
    .replace(/-[0-9a-z]{6,8}(?=\.|$)/u, '-ID')
    .replace(/[0-9a-f]{12,}/u, 'HEX')
}
