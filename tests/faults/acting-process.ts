import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { ManyName, ReplacingName } from './acts/many-acts.ts'

const program = fileURLToPath(new URL('act-many-times.ts', import.meta.url))

/** How a process ended: what it had acknowledged, and its exit code (null: killed). */
export type Acted = { acknowledged: string[]; exitCode: number | null }

/**
 * Starts `act-many-times.ts` and waits for its end. `onMark` hears of each acknowledged act, and may
 * kill the process with SIGKILL, as the system does that runs out of memory.
 */
export async function actInProcess(
  kind: ManyName | ReplacingName,
  folder: string,
  name: string,
  count: number,
  onMark: (acknowledged: number, kill: () => void) => void = () => undefined,
): Promise<Acted> {
  const child = spawn(process.execPath, [program, kind, folder, name, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const acknowledged: string[] = []
  for await (const line of createInterface(child.stdout)) {
    acknowledged.push(line)
    onMark(acknowledged.length, () => child.kill('SIGKILL'))
  }
  return { acknowledged, exitCode: await ended }
}
