import {
  Activity,
  BookOpen,
  Highlighter,
  Library,
  type LucideIcon,
  Search,
  Upload,
} from 'lucide-react'
import type { Id } from '../../shared/domain/ids.ts'
import { keyNames } from '../commands/keymap.ts'
import { commands, type CommandId } from '../../shared/commands.ts'
import { hashOf, type Place } from '../stores/location.ts'
import { isMac } from '../ui/platform.ts'
import { RegistrationMark } from '../ui/RegistrationMark.tsx'
import type { ActivityItem } from './activity.tsx'
import { intoPlace } from './into-place.ts'
import styles from './Rail.module.css'

/** The places of the window. The Reader is one once an article has been open. */
export function Rail({
  place,
  lastRead,
  activity,
  onFind,
}: {
  place: Place
  lastRead: Id | null
  activity: ActivityItem
  /** Opens the palette. */
  onFind: () => void
}) {
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
      <button
        type="button"
        className={styles.find}
        aria-haspopup="dialog"
        aria-label={commands['palette.open'].title}
        title={keyNames('palette.open', isMac)}
        onClick={onFind}
      >
        <Search size={20} strokeWidth={1.5} aria-hidden="true" />
        Find
      </button>
      <ActivityButton {...activity} />
    </nav>
  )
}

/** Opens the tray. What failed is counted first: it waits for a person, the rest goes on by itself. */
function ActivityButton({ isOpen, counts: { underWay, failed }, onToggle }: ActivityItem) {
  const number = failed > 0 ? failed : underWay
  const words = [
    ...(underWay === 0 ? [] : [`${underWay} under way`]),
    ...(failed === 0 ? [] : [`${failed} failed`]),
  ]
  return (
    <button
      type="button"
      className={styles.activity}
      aria-expanded={isOpen}
      aria-haspopup="dialog"
      title={keyNames('activity.toggle', isMac)}
      onClick={onToggle}
    >
      <span className={styles.pulse}>
        <Activity size={20} strokeWidth={1.5} aria-hidden="true" />
        {number === 0 ? null : (
          <span
            className={styles.number}
            data-tone={failed > 0 ? 'danger' : 'plain'}
            aria-hidden="true"
          >
            {number > 99 ? '99+' : number}
          </span>
        )}
      </span>
      Activity
      {words.length === 0 ? null : <span className="visually-hidden"> {words.join(', ')}</span>}
    </button>
  )
}

const commandOf: Readonly<Record<Place['place'], CommandId | null>> = {
  library: 'place.library',
  reader: null,
  passages: 'place.passages',
  export: 'place.export',
  verify: 'library.verify',
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
