import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of its own, of a few megabytes, mounted on a folder. */
export type SmallDisk = {
  folder: string
  setReadOnly: (isReadOnly: boolean) => void
  remove: () => void
}

/** Mounts a small disk. Only root may, and not in every container: see {@link mayMount}. */
export function mountSmallDisk(sizeKb: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'pressmark-disk-'))
  if (!run('mount', ['-t', 'tmpfs', '-o', `size=${sizeKb}k`, 'tmpfs', folder])) {
    throw new Error(`nothing could be mounted on ${folder}`)
  }
  return {
    folder,
    setReadOnly: (isReadOnly) => {
      const option = `remount,${isReadOnly ? 'ro' : 'rw'}`
      if (!run('mount', ['-o', option, folder])) throw new Error(`no ${option} of ${folder}`)
    },
    remove: () => {
      if (!run('umount', [folder])) throw new Error(`${folder} could not be unmounted`)
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

function run(program: string, args: string[]): boolean {
  return spawnSync(program, args).status === 0
}
