/** How often something was measured, its median, and the value that 95 in 100 stay under. */
export type Spread = { p50: number; p95: number; rounds: number }

/**
 * What a bench found of one thing. Ratios are of medians; only a `ratio` with a `goal` gates.
 * `id` names it in the baseline file, so an id is never given to another thing.
 */
export type Measurement = {
  id: string
  what: string
  /** The bare thing that was timed beside it, in the same run; null: there is none. */
  against: string | null
  unit: 'ms' | 'MB'
  own: Spread
  bare: Spread | null
  ratio: number | null
  /** The ratio may be this at most; null: it is only reported. */
  goal: number | null
}

/** What is measured, in words. */
export type Subject = Pick<Measurement, 'id' | 'what'>

/** A thing timed beside a bare one; without a goal its ratio gates nothing. */
export function compared(
  subject: Subject & { against: string; goal?: number; unit?: Measurement['unit'] },
  own: readonly number[],
  bare: readonly number[],
): Measurement {
  const { id, what, against, goal = null, unit = 'ms' } = subject
  const spreads = { own: spreadOf(own), bare: spreadOf(bare) }
  return { id, what, against, unit, ...spreads, ratio: spreads.own.p50 / spreads.bare.p50, goal }
}

/** A thing with nothing beside it. */
export function reported(
  subject: Subject & { unit?: Measurement['unit'] },
  own: readonly number[],
): Measurement {
  const { id, what, unit = 'ms' } = subject
  return { id, what, against: null, unit, own: spreadOf(own), bare: null, ratio: null, goal: null }
}

/** Whether the goal is met; null where there is none. */
export function meetsGoal({ ratio, goal }: Measurement): boolean | null {
  return ratio === null || goal === null ? null : ratio <= goal
}

/** Median and 95th percentile, by nearest rank; at least one value. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number): number => {
    const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]
    if (value === undefined) throw new Error('nothing was measured')
    return value
  }
  return { p50: at(0.5), p95: at(0.95), rounds: sorted.length }
}

/** Runs `action` and adds the milliseconds that it took to `times`. */
export async function timed<T>(times: number[], action: () => Promise<T>): Promise<T> {
  const start = performance.now()
  const value = await action()
  times.push(performance.now() - start)
  return value
}
