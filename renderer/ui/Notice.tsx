import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './Notice.module.css'

const icons = { danger: CircleAlert, warn: TriangleAlert, quiet: Info }

/** A sentence that a person should know, in its place on the page, with what can be done beside it. */
export function Notice({
  tone,
  children,
  actions,
}: {
  tone: keyof typeof icons
  children: ReactNode
  actions?: ReactNode
}) {
  const Icon = icons[tone]
  return (
    <div className={styles.notice} data-tone={tone}>
      <Icon size={16} strokeWidth={1.5} aria-hidden="true" />
      <p>{children}</p>
      {actions}
    </div>
  )
}
