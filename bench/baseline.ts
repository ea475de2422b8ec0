import { readFile, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Measurement } from './measurement.ts'

/** Ratios by bench and id. Never milliseconds: those belong to one machine. */
const Baseline = z.record(z.string(), z.record(z.string(), z.number().positive()))
type Baseline = z.infer<typeof Baseline>

/** A ratio that is more than this share above its baseline is named. */
const tolerance = 0.1

/** What stands in the baseline file; nothing where there is no file. */
export async function readBaseline(path: string): Promise<Baseline> {
  try {
    return Baseline.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw new Error(`${path} is no file of ratios by bench and name`, { cause: error })
  }
}

/** Writes the ratios of one bench; those of the others stay. */
export async function updateBaseline(
  path: string,
  bench: string,
  measurements: readonly Measurement[],
): Promise<void> {
  const ratios = measurements.flatMap(({ id, ratio }) =>
    ratio === null ? [] : [[id, Number(ratio.toFixed(2))] as const],
  )
  const next = { ...(await readBaseline(path)), [bench]: Object.fromEntries(ratios) }
  const sorted = Object.entries(next).toSorted(([a], [b]) => (a < b ? -1 : 1))
  await writeFile(path, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`)
}

/** What there is to say of the ratios beside those of the baseline: worse ones, new ones, gone ones. */
export function besideBaseline(
  known: Readonly<Record<string, number>>,
  measurements: readonly Measurement[],
): string[] {
  const lines: string[] = []
  const measured = new Map(measurements.map(({ id, ratio }) => [id, ratio]))
  for (const [id, ratio] of measured) {
    const before = known[id]
    if (ratio === null) continue
    if (before === undefined)
      lines.push(`New: ${id}, ${ratio.toFixed(2)}, not in the baseline yet.`)
    else if (ratio > before * (1 + tolerance)) {
      const percent = Math.round((ratio / before - 1) * 100)
      lines.push(
        `Worse: ${id}, ${ratio.toFixed(2)} where the baseline says ${before} (+${percent} %).`,
      )
    }
  }
  for (const id of Object.keys(known)) {
    if ((measured.get(id) ?? null) === null)
      lines.push(`Gone: ${id} of the baseline was not measured.`)
  }
  return lines
}
