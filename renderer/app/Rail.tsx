import { BookOpen, Library, type LucideIcon } from 'lucide-react'
import type { Id } from '../../shared/domain/ids.ts'
import { hashOf, type Place } from '../stores/location.ts'
import { RegistrationMark } from '../ui/RegistrationMark.tsx'
import styles from './Rail.module.css'

/** The places of the window. The Reader is one once an article has been open. */
export function Rail({ place, lastRead }: { place: Place; lastRead: Id | null }) {
  return (
    <nav className={styles.rail} aria-label="Places" data-print="no">
      <div className={styles.sign}>
        <RegistrationMark />
      </div>
      <Item to={{ place: 'library' }} name="Library" icon={Library} current={place} />
      {lastRead === null ? null : (
        <Item
          to={{ place: 'reader', articleId: lastRead }}
          name="Reader"
          icon={BookOpen}
          current={place}
        />
      )}
    </nav>
  )
}

function Item({
  to,
  name,
  icon: Icon,
  current,
}: {
  to: Place
  name: string
  icon: LucideIcon
  current: Place
}) {
  const isHere = to.place === current.place
  return (
    <a href={hashOf(to)} className={styles.item} aria-current={isHere ? 'page' : undefined}>
      <Icon size={20} strokeWidth={1.5} aria-hidden="true" />
      {name}
    </a>
  )
}
