import { spawn, spawnSync } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { text } from 'node:stream/consumers'
import type { KindName } from '../acts/kinds.ts'
import type { MutantName } from '../mutants.ts'
import { diskLog, isChange, type DiskLog } from './disk-log.ts'
import { emptyDisk, treeOf, withChanges } from './disk-state.ts'
import { parseTrace, tracedCalls } from './trace.ts'
import { isTree } from './trees.ts'

/**
 * Whether `strace` is here and may be used. It is what the measurements behind the write protocol
 * used: it sees the calls of the unmodified program, its threads and what Node does by itself, where
 * a wrapper sees only what goes through it. Exports and settings have no wrapper to go through.
 */
export const hasStrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0

const program = fileURLToPath(new URL('../perform-acts.ts', import.meta.url))

/**
 * Performs the acts of a kind in a process of its own, in `<folder>/world`, and answers what it did
 * to that folder, once what was recorded leads to what lies there. The lines said are the views of
 * `perform-acts.ts`.
 */
export async function record(
  folder: string,
  kind: KindName,
  mutant: MutantName | null = null,
): Promise<DiskLog> {
  const trace = join(folder, 'trace')
  const options = ['-f', '-qq', '-xx', '-s', '100000000', '--seccomp-bpf', '-o', trace]
  const calls = ['-e', `trace=${tracedCalls.filter(isOfThisMachine).join(',')}`]
  const performed = [process.execPath, program, kind, folder, mutant ?? '']
  const child = spawn('strace', [...options, ...calls, ...performed], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve))
  const complaints = await text(child.stderr)
  if ((await exited) !== 0) throw new Error(`the acts could not be performed: ${complaints}`)
  const world = join(folder, 'world')
  const log = diskLog(world, parseTrace(await readFile(trace, 'utf8')))
  await rm(trace)
  const disk = withChanges(emptyDisk, log.entries.filter(isChange))
  if (isTree(world, treeOf(disk, log.folderNodes))) return log
  throw new Error('the log does not lead to what lies in the folder')
}

/** Newer machines have only the calls that end in `at`. */
function isOfThisMachine(call: string): boolean {
  const old = ['open', 'creat', 'rename', 'link', 'symlink', 'unlink', 'mkdir', 'rmdir']
  return process.arch === 'x64' || !old.includes(call)
}
