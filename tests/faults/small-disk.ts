import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** A disk of its own, of a few megabytes, mounted on a folder. */
export type SmallDisk = {
  folder: string
  setReadOnly: (isReadOnly: boolean) => Promise<void>
  remove: () => Promise<void>
}

/** Mounts a small disk. Only root may, and not in every container: see {@link mayMount}. */
export function mountSmallDisk(sizeKb: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'pressmark-disk-'))
  if (!run('mount', ['-t', 'tmpfs', '-o', `size=${sizeKb}k`, 'tmpfs', folder])) {
    throw new Error(`nothing could be mounted on ${folder}`)
  }
  return {
    folder,
    async setReadOnly(isReadOnly) {
      const option = `remount,${isReadOnly ? 'ro' : 'rw'}`
      if (!(await runSoon('mount', ['-o', option, folder])))
        throw new Error(`no ${option} of ${folder}`)
    },
    async remove() {
      if (!(await runSoon('umount', [folder]))) throw new Error(`${folder} could not be unmounted`)
      rmSync(folder, { recursive: true })
    },
  }
}

/** Whether a disk can be mounted here. */
export const mayMount = ((): boolean => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  const folder = mkdtempSync(join(tmpdir(), 'pressmark-mount-'))
  const isMounted = run('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder])
  const isGone = !isMounted || run('umount', [folder])
  if (isGone) rmSync(folder, { recursive: true })
  return isMounted && isGone
})()

/** Again for two seconds: files that are synced are closed after the reply, within moments. */
async function runSoon(program: string, args: string[]): Promise<boolean> {
  const giveUpAt = performance.now() + 2_000
  while (!run(program, args)) {
    if (performance.now() > giveUpAt) return false
    await pause(20)
  }
  return true
}

function run(program: string, args: string[]): boolean {
  return spawnSync(program, args).status === 0
}
