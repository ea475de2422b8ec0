import { BookOpen, Highlighter, Library, type LucideIcon, Upload } from 'lucide-react'
import type { Id } from '../../shared/domain/ids.ts'
import { keyNames } from '../commands/keymap.ts'
import type { CommandId } from '../commands/commands.ts'
import { hashOf, type Place } from '../stores/location.ts'
import { isMac } from '../ui/platform.ts'
import { RegistrationMark } from '../ui/RegistrationMark.tsx'
import { intoPlace } from './into-place.ts'
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
      <Item to={{ place: 'passages' }} name="Passages" icon={Highlighter} current={place} />
      <Item to={{ place: 'export' }} name="Export" icon={Upload} current={place} />
    </nav>
  )
}

const commandOf: Readonly<Record<Place['place'], CommandId | null>> = {
  library: 'place.library',
  reader: null,
  passages: 'place.passages',
  export: 'place.export',
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
  const command = commandOf[to.place]
  return (
    <a
      href={hashOf(to)}
      className={styles.item}
      aria-current={isHere ? 'page' : undefined}
      onClick={({ detail }) => {
        // A click by keyboard has no count of presses: there the focus stays where Tab put it.
        if (detail > 0) intoPlace(isHere)
      }}
      title={command === null ? undefined : keyNames(command, isMac)}
    >
      <Icon size={20} strokeWidth={1.5} aria-hidden="true" />
      {name}
    </a>
  )
}
