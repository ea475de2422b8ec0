import type { HighlightLine } from '../../editor/highlight.ts'

/** The line of a tag as a sample: drawn by strokes, so that it survives forced colours and print. */
export function TagSample({ line }: { line: HighlightLine | null }) {
  const stroke = line === null ? 'var(--ink-3)' : `var(--hue-${line.hue})`
  return (
    <svg width="20" height="10" viewBox="0 0 20 10" aria-hidden="true">
      <TagLine line={line} stroke={stroke} from={[0, 5]} to={[20, 5]} />
    </svg>
  )
}

/** One line in a tag's style, for samples (across) and stripes (down). */
export function TagLine({
  line,
  stroke,
  from: [x1, y1],
  to: [x2, y2],
}: {
  line: HighlightLine | null
  stroke: string
  from: readonly [number, number]
  to: readonly [number, number]
}) {
  const place = { x1, y1, x2, y2, stroke }
  switch (line?.lineStyle) {
    case 1: {
      const across = y1 === y2
      const [dx, dy] = across ? [0, 2] : [2, 0]
      return (
        <>
          <line
            x1={x1 - dx}
            y1={y1 - dy}
            x2={x2 - dx}
            y2={y2 - dy}
            stroke={stroke}
            strokeWidth="1.6"
          />
          <line
            x1={x1 + dx}
            y1={y1 + dy}
            x2={x2 + dx}
            y2={y2 + dy}
            stroke={stroke}
            strokeWidth="1.6"
          />
        </>
      )
    }
    case 2:
      return <line {...place} strokeWidth="3" strokeDasharray="6 3" />
    case 3:
      return <line {...place} strokeWidth="6" />
    default:
      return <line {...place} strokeWidth="3" />
  }
}
