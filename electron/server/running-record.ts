import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'

/**
 * What a running server leaves for a second start, in a file that only this user reads: where it is, its
 * process, and the key by which it is asked for an address.
 *
 * It need not outlast a power cut, which ends the server as well, so nothing waits for the disk here. What is
 * left of it then, whole or torn, is no record of a server that runs, and never keeps one from starting.
 */
export const RunningRecord = z.strictObject({
  url: z.string().regex(/^http:\/\/127\.0\.0\.1:\d{1,5}$/u),
  pid: z.number().int(),
  key: z.string(),
})
export type RunningRecord = z.infer<typeof RunningRecord>

/** Where the server of a library has its record on this machine: `<data>/running/<16 hex>.json`. */
export async function recordFile(
  dataFolder: string,
  hostId: string,
  library: string,
): Promise<string> {
  const name = createHash('sha256')
    .update(`${hostId}\n${await trueFolder(library)}`)
    .digest('hex')
  return join(dataFolder, 'running', `${name.slice(0, 16)}.json`)
}

/** Leaves a record, in the place of one that is there. Answers the system's code where it could not. */
export async function leaveRecord(file: string, record: RunningRecord): Promise<string | null> {
  const unfinished = `${file}.${process.pid}.tmp`
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    await sweepUnfinished(file)
    await rm(unfinished, { force: true }) // of a process that had our number, and perhaps another mode
    await writeFile(unfinished, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    await rename(unfinished, file)
    return null
  } catch (error) {
    await removed(unfinished)
    return codeOf(error)
  }
}

/** The record that is there; null where there is none, or none that can be read by this user. */
export async function findRecord(file: string): Promise<RunningRecord | null> {
  try {
    return RunningRecord.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    codeOf(error)
    return null
  }
}

/**
 * Takes one's own record away; that of a server which came later stays. Answers the system's code where it
 * could not: a record without its server leads nowhere, and the next server writes over it.
 */
export async function takeRecord(file: string, { key }: RunningRecord): Promise<string | null> {
  return (await findRecord(file))?.key === key ? removed(file) : null
}

/** Removes what servers of this record had not finished when they were killed: each holds a key. */
async function sweepUnfinished(file: string): Promise<void> {
  for (const name of await readdir(dirname(file))) {
    const [start, pid] = [name.slice(0, basename(file).length), /\.(\d+)\.tmp$/u.exec(name)?.[1]]
    if (start !== basename(file) || pid === undefined || isRunning(Number(pid))) continue
    await rm(join(dirname(file), name), { force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return codeOf(error) !== 'ESRCH' // another user's is not ours to signal
  }
}

async function removed(file: string): Promise<string | null> {
  try {
    await rm(file, { force: true })
    return null
  } catch (error) {
    return codeOf(error)
  }
}

/** A folder by its one true name, although it may not be there yet. */
async function trueFolder(path: string): Promise<string> {
  if (existsSync(path)) return realpath(path)
  const parent = dirname(path)
  return parent === path ? path : join(await trueFolder(parent), basename(path))
}

/** The code of a failure of the file system; anything else is a bug. */
function codeOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException
  if (code === undefined) throw error
  return code
}
