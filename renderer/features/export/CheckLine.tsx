import { CircleCheck, TriangleAlert } from 'lucide-react'
import type { ExportPreview } from '../../../shared/api/contract.ts'
import type { ArticleListItem } from '../../../shared/api/views.ts'
import { checkOf } from './check-line.ts'
import styles from './CheckLine.module.css'

/** What was checked of the file, and what it leaves out with the reasons. */
export function CheckLine({
  preview,
  articles,
}: {
  preview: ExportPreview
  articles: readonly ArticleListItem[]
}) {
  const titles = new Map(articles.map(({ row }) => [row.id, row.title]))
  const { isWhole, found, leftOut, reasons } = checkOf(preview, titles)
  const Icon = isWhole ? CircleCheck : TriangleAlert
  const words = (
    <>
      <Icon size={18} strokeWidth={1.5} aria-hidden="true" />
      <span>
        <strong>Checked.</strong> {found}
      </span>
      <span className={styles.leftOut}>{leftOut}</span>
    </>
  )
  if (isWhole) return <p className={styles.line}>{words}</p>
  return (
    <details className={styles.details}>
      <summary className={styles.line} data-tone="warn">
        {words}
      </summary>
      <ul className={styles.reasons}>
        {reasons.map(({ id, name, reason }) => (
          <li key={id}>
            {name === null ? null : <b dir="auto">{name}: </b>}
            {reason}
          </li>
        ))}
      </ul>
    </details>
  )
}
