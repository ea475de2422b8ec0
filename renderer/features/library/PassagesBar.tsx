import type { ArticleListItem } from '../../../shared/api/views.ts'
import styles from './PassagesBar.module.css'

/** Width and height of the drawing, in CSS pixels. */
const width = 104
const height = 10

/** The article from its first word to its last, a block where a passage stands; and their number. */
export function PassagesBar({ passages }: Pick<ArticleListItem, 'passages'>) {
  return (
    <>
      <svg
        className={styles.bar}
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        aria-hidden="true"
      >
        <path className={styles.line} d={`M0 ${height - 1.5}h${width}`} />
        {passages.map(({ start, end, hue }, place) => (
          <rect
            // Passages can be identical in every respect; only their place tells them apart.
            // oxlint-disable-next-line react/no-array-index-key
            key={`${place}:${start}:${end}`}
            className={styles.block}
            data-hue={hue ?? 'none'}
            x={start * (width - 2)}
            width={Math.max(2, (end - start) * width)}
            height={height - 2}
          />
        ))}
      </svg>
      <span className={styles.count}>{countOf(passages.length)}</span>
    </>
  )
}

function countOf(passages: number): string {
  if (passages === 0) return ''
  return passages === 1 ? '1 passage' : `${passages} passages`
}
