import { meetsGoal, type Measurement } from './measurement.ts'

const head = ['', 'rounds', 'p50', 'p95', 'bare p50', 'bare p95', 'ratio', 'goal']

/** The measurements as a table of plain text, and below it what each was compared with. */
export function tableOf(measurements: readonly Measurement[]): string {
  const rows = [head, ...measurements.map(rowOf)]
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 || column === head.length - 1
          ? cell.padEnd(widths[column] ?? 0)
          : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  )
  const bare = measurements.flatMap(({ what, against }) =>
    against === null ? [] : [`  ${what}: against ${against}`],
  )
  return [...lines, '', 'Ratios are of medians, each timed in turns with:', ...bare].join('\n')
}

function rowOf(measurement: Measurement): string[] {
  const { what, own, bare, unit, ratio, goal } = measurement
  const number = (value: number): string => `${value.toFixed(value < 100 ? 2 : 0)} ${unit}`
  return [
    what,
    String(own.rounds),
    number(own.p50),
    number(own.p95),
    bare === null ? '' : number(bare.p50),
    bare === null ? '' : number(bare.p95),
    ratio === null ? '' : ratio.toFixed(2),
    goal === null ? '' : `at most ${goal}: ${meetsGoal(measurement) ? 'met' : 'MISSED'}`,
  ]
}
