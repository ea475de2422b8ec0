import { MessageSquare } from 'lucide-react'
import { memo, useMemo } from 'react'
import type { ArticleEditor } from '../../editor/view.ts'
import { useStore } from '../../stores/store.ts'
import { assignLanes, placeLabels, surplusOf } from './lanes.ts'
import styles from './Margin.module.css'
import { placedById, type PlacedAnnotation } from './placed-annotations.ts'
import type { ReadingSession } from './reading-session.ts'
import { strokeOf, TagLine } from '../../ui/TagSample.tsx'
import { useIsNarrow } from './use-is-narrow.ts'
import { useDrawnStripes, useStripes, type TagStripe } from './use-stripes.ts'
import { click, hover } from './walking.ts'

const labelHeight = 18
/** As far as a label may be pushed from its stripe: five lines. */
const maxDrift = 90

/**
 * Marginalia: a stripe for each tag of each passage, in lanes, and beside them the names. Hidden from
 * screen readers: the list of passages says the same in words.
 */
export const Margin = memo(function Margin({
  session,
  editor,
  placed,
}: {
  session: ReadingSession
  editor: ArticleEditor
  placed: readonly PlacedAnnotation[]
}) {
  const { tags } = useStore(session.codebook.store)
  const isNarrow = useIsNarrow()
  const { stripes, height } = useStripes(editor, placed, tags)
  // All have their lanes and places, drawn or not: nothing moves aside when more are drawn.
  const lanes = useMemo(() => assignLanes(stripes, isNarrow ? 2 : 4), [stripes, isNarrow])
  const labels = useMemo(
    () =>
      placeLabels(
        stripes.filter(({ label }) => label !== ''),
        labelHeight,
        maxDrift,
      ),
    [stripes],
  )
  const drawnStripes = useDrawnStripes(editor, stripes)
  const drawnLabels = useDrawnStripes(editor, labels)
  const laneWidth = isNarrow ? 9 : 10
  const choose = (id: string): void => {
    const passage = placedById(placed, id)?.passage ?? null
    click(session, passage?.start ?? null, [id])
    editor.focus()
  }
  return (
    <div className={styles.margin} aria-hidden="true" data-print="no">
      <svg className={styles.stripes} width={laneWidth * (isNarrow ? 2 : 4)} height={height}>
        {drawnStripes.map((stripe) => {
          const lane = lanes.get(stripe.key) ?? null
          return lane === null ? null : (
            <Stripe
              key={stripe.key}
              stripe={stripe}
              x={lane * laneWidth}
              width={laneWidth}
              onHover={(isOver) => hover(session, isOver ? [stripe.annotationId] : [])}
              onChoose={() => choose(stripe.annotationId)}
            />
          )
        })}
      </svg>
      {surplusOf(stripes, lanes, labelHeight).map(({ top, count }) => (
        <span key={top} className={styles.surplus} style={{ top }}>
          +{count}
        </span>
      ))}
      <div className={styles.labels}>
        {drawnLabels.map((label) => (
          <button
            type="button"
            tabIndex={-1}
            key={label.key}
            className={styles.label}
            style={{ top: label.y, color: strokeOf(label.look) }}
            title={label.path}
            onMouseEnter={() => hover(session, [label.annotationId])}
            onMouseLeave={() => hover(session, [])}
            onClick={() => choose(label.annotationId)}
          >
            <span>{label.label}</span>
            {label.hasNote ? <MessageSquare size={14} strokeWidth={1.75} /> : null}
          </button>
        ))}
      </div>
    </div>
  )
})

function Stripe({
  stripe,
  x,
  width,
  onHover,
  onChoose,
}: {
  stripe: TagStripe
  x: number
  width: number
  onHover: (isOver: boolean) => void
  onChoose: () => void
}) {
  const middle = x + width / 2
  return (
    // A pointer's short cut only: the list of passages offers the same to the keyboard.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <g onMouseEnter={() => onHover(true)} onMouseLeave={() => onHover(false)} onClick={onChoose}>
      <rect
        x={x - 2}
        y={stripe.top}
        width={width + 4}
        height={stripe.bottom - stripe.top}
        fill="transparent"
      />
      <TagLine
        look={stripe.look}
        from={[middle, stripe.top]}
        to={[middle, stripe.bottom]}
        thickness={3}
      />
    </g>
  )
}
