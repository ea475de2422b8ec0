import { open, stat, writeFile } from 'node:fs/promises'
import type { Bench } from './bench.ts'
import { besideBaseline, readBaseline, updateBaseline } from './baseline.ts'
import { doubtAbout, machineInWords, type Machine } from './machine.ts'
import { meetsGoal, type Measurement } from './measurement.ts'
import { parseArguments, UsageError, type Arguments } from './parse-arguments.ts'
import { tableOf } from './table.ts'

/** Where a run reads and writes besides its files, and which machine it runs on. */
export type BenchHost = {
  writeOut: (text: string) => void
  writeError: (text: string) => void
  machine: Machine
  baselineFile: string
}

/** How a bench is called. */
export const usage =
  'npm run bench -- NAME [--in PATH] [--out FILE] [--json FILE] [--with-title] [--update-baseline]'

/**
 * Runs one bench and prints its table, then its JSON (to the file of `--json` instead, where given).
 * Answers the exit code: 0, 1 when a goal is missed, 2 for wrong usage.
 */
export async function runBench(
  args: readonly string[],
  benches: ReadonlyMap<string, Bench>,
  host: BenchHost,
): Promise<0 | 1 | 2> {
  try {
    const asked = parseArguments(args, [...benches.keys()])
    const bench = benches.get(asked.name)
    if (bench === undefined) throw new Error('a known name has its bench')
    await checkPaths(asked)
    const note = (text: string): void => host.writeError(`${text}\n`)
    const { input, output, withTitle } = asked
    const found = await bench.run({ input, output, withTitle, note })
    return await report(bench.keeps === undefined ? asked : { ...asked, output: null }, found, host)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    const known = [...benches].map(([name, { about }]) => `  ${name}: ${about}`)
    host.writeError([error.message, `Usage: ${usage}`, ...known, ''].join('\n'))
    return 2
  }
}

async function report(
  asked: Arguments,
  measurements: readonly Measurement[],
  host: BenchHost,
): Promise<0 | 1> {
  const { name, output, json, updatesBaseline } = asked
  const baseline = (await readBaseline(host.baselineFile))[name] ?? {}
  if (updatesBaseline) await updateBaseline(host.baselineFile, name, measurements)
  const missed = measurements.filter((measurement) => meetsGoal(measurement) === false)
  const doubt = doubtAbout(host.machine)
  const text = [
    `${name}, on ${machineInWords(host.machine)}`,
    '',
    tableOf(measurements),
    '',
    ...(doubt === null ? [] : [doubt]),
    ...besideBaseline(baseline, measurements),
    ...(updatesBaseline ? [`The baseline of ${name} is now this run.`] : []),
    missed.length === 0
      ? 'Every goal is met.'
      : `Missed: ${missed.map(({ what }) => what).join('; ')}.`,
    '',
  ].join('\n')
  const found = { bench: name, machine: host.machine, baseline, measurements }
  host.writeOut(text)
  if (output !== null) await writeFile(output, text)
  if (json === null) host.writeOut(`${JSON.stringify(found)}\n`)
  else await writeFile(json, `${JSON.stringify(found, null, 2)}\n`)
  return missed.length === 0 ? 0 : 1
}

/** A bench takes minutes: a path that is no use is told before, not after. */
async function checkPaths({ input, output, json }: Arguments): Promise<void> {
  if (input !== null) await orTell(input, 'read', () => stat(input))
  for (const path of [output, json]) {
    if (path !== null) await orTell(path, 'written', async () => (await open(path, 'a')).close())
  }
}

async function orTell(
  path: string,
  what: 'read' | 'written',
  check: () => Promise<unknown>,
): Promise<void> {
  try {
    await check()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new UsageError(`${path} cannot be ${what} (${code ?? 'unknown error'}).`, {
      cause: error,
    })
  }
}
