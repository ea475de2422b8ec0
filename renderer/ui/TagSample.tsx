/** How a tag is drawn: hue 1-8, line style 0-3 (solid, double, dashed, heavy). */
export type TagLook = { hue: number; lineStyle: number }

type Point = readonly [number, number]

/** The colour of a tag's line; a tag that the codebook doesn't hold (yet) has the colour of quiet ink. */
export function strokeOf(look: TagLook | null | undefined): string {
  return look === null || look === undefined ? 'var(--ink-3)' : `var(--hue-${look.hue})`
}

/** The line of a tag as a sample: drawn by strokes, so that it survives forced colours and print. */
export function TagSample({ look, width = 20 }: { look: TagLook | null; width?: number }) {
  return (
    <svg width={width} height="10" viewBox={`0 0 ${width} 10`} aria-hidden="true">
      <TagLine look={look} from={[0, 5]} to={[width, 5]} thickness={2} />
    </svg>
  )
}

/** A tag's line inside an `<svg>`, across or down; `thickness` is that of a solid one in pixels. */
export function TagLine({
  look,
  from: [x1, y1],
  to: [x2, y2],
  thickness,
}: {
  look: TagLook | null
  from: Point
  to: Point
  thickness: number
}) {
  const line = { x1, y1, x2, y2, stroke: strokeOf(look), strokeWidth: thickness }
  switch (look?.lineStyle) {
    case 1: {
      const apart = thickness / 2 + 0.75
      const [dx, dy] = y1 === y2 ? [0, apart] : [apart, 0]
      const half = { ...line, strokeWidth: 1.5 }
      return (
        <>
          <line {...half} x1={x1 - dx} y1={y1 - dy} x2={x2 - dx} y2={y2 - dy} />
          <line {...half} x1={x1 + dx} y1={y1 + dy} x2={x2 + dx} y2={y2 + dy} />
        </>
      )
    }
    case 2:
      return <line {...line} strokeDasharray={`${2.5 * thickness} ${1.25 * thickness}`} />
    case 3:
      return <line {...line} strokeWidth={2 * thickness} />
    default:
      return <line {...line} />
  }
}
