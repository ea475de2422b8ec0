/** How a tag is drawn: hue 1-8, line style 0-3 (solid, double, dashed, heavy). */
export type TagLook = { hue: number; lineStyle: number }

/** The line of a tag as a sample: drawn by strokes, so that it survives forced colours and print. */
export function TagSample({ look, width = 20 }: { look: TagLook | null; width?: number }) {
  const stroke = look === null ? 'var(--ink-3)' : `var(--hue-${look.hue})`
  const across = { x1: 0, x2: width, stroke }
  return (
    <svg width={width} height="10" viewBox={`0 0 ${width} 10`} aria-hidden="true">
      {look?.lineStyle === 1 ? (
        <>
          <line {...across} y1="3.5" y2="3.5" strokeWidth="1.5" />
          <line {...across} y1="7" y2="7" strokeWidth="1.5" />
        </>
      ) : (
        <line
          {...across}
          y1="5"
          y2="5"
          strokeWidth={look?.lineStyle === 3 ? 4 : 2}
          strokeDasharray={look?.lineStyle === 2 ? '5 2.5' : undefined}
        />
      )}
    </svg>
  )
}
