import { X } from 'lucide-react'
import { useRef, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import type { TagView } from '../../../shared/api/views.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { commandOf } from '../../commands/keymap.ts'
import { useStore } from '../../stores/store.ts'
import { Button } from '../../ui/Button.tsx'
import { applyTag, targetOf } from './marking.ts'
import type { PlacedAnnotation } from './placed-annotations.ts'
import type { PanelTab } from './reading.ts'
import type { ReadingSession } from './reading-session.ts'
import styles from './SidePanel.module.css'

/** What the codebook beside the text is told of the reading, and may ask of it. */
export type CodebookSlot = {
  tags: readonly TagView[]
  problem: string | null
  /** What a tag would go on to; null: nothing is held. */
  held: 'words' | 'article' | null
  filter: RefObject<HTMLInputElement | null>
  onTag: (id: Id) => void
  onLeave: () => void
}

const names: Readonly<Record<PanelTab, string>> = { codebook: 'Codebook', passages: 'Passages' }
const tabs: readonly PanelTab[] = ['codebook', 'passages']

/** The panel beside the text: the codebook, or the passages of this article. */
export function SidePanel({
  session,
  placed,
  filter,
  codebook,
  passages,
  onClose,
}: {
  session: ReadingSession
  placed: readonly PlacedAnnotation[]
  filter: RefObject<HTMLInputElement | null>
  codebook: (slot: CodebookSlot) => ReactNode
  /** The list of passages. */
  passages: ReactNode
  /** Closes the panel where it lies over the text, and goes back to that. */
  onClose: () => void
}) {
  const tab = useStore(session.panel.tab)
  const isOpen = useStore(session.panel.isOpen)
  const { tags, problem } = useStore(session.codebook.store)
  const reading = useStore(session.reading)
  const { passage, isNothing } = targetOf(session, reading)
  return (
    <aside
      id="panel"
      className={styles.panel}
      data-open={isOpen}
      aria-label={tab === 'codebook' ? 'Codebook' : 'Passages in this article'}
    >
      <Tabs session={session} tab={tab} passages={placed.length} onClose={onClose} />
      <div
        id="panel-codebook"
        role="tabpanel"
        aria-labelledby="tab-codebook"
        className={styles.content}
        hidden={tab !== 'codebook'}
      >
        {codebook({
          tags,
          problem,
          held: isNothing ? null : passage === null ? 'article' : 'words',
          filter,
          onTag: (id) => {
            session.panel.isOpen.set(false)
            void applyTag(session, { id }, 'none')
          },
          onLeave: onClose,
        })}
      </div>
      <div
        id="panel-passages"
        role="tabpanel"
        aria-labelledby="tab-passages"
        className={styles.content}
        hidden={tab !== 'passages'}
      >
        {passages}
      </div>
    </aside>
  )
}

function Tabs({
  session,
  tab,
  passages,
  onClose,
}: {
  session: ReadingSession
  tab: PanelTab
  passages: number
  onClose: () => void
}) {
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent): void => {
    const id = commandOf(event.nativeEvent, ['panel.leave', 'panel.other'])
    if (id === 'panel.leave') onClose()
    else if (id === 'panel.other') {
      const other = tab === 'codebook' ? 'passages' : 'codebook'
      session.panel.tab.set(other)
      list.current?.querySelector<HTMLElement>(`#tab-${other}`)?.focus()
    } else return
    event.preventDefault()
  }
  return (
    <div className={styles.head}>
      <div
        ref={list}
        role="tablist"
        tabIndex={-1}
        aria-label="Beside the text"
        className={styles.tabs}
        onKeyDown={onKeyDown}
      >
        {tabs.map((each) => (
          <button
            key={each}
            id={`tab-${each}`}
            type="button"
            role="tab"
            aria-selected={each === tab}
            aria-controls={`panel-${each}`}
            tabIndex={each === tab ? 0 : -1}
            onClick={() => session.panel.tab.set(each)}
          >
            {names[each]}
            {each === 'passages' ? <span className={styles.count}>{passages}</span> : null}
          </button>
        ))}
      </div>
      <span className={styles.close}>
        <Button look="icon" aria-label="Close the panel" onClick={onClose}>
          <X size={16} aria-hidden="true" />
        </Button>
      </span>
    </div>
  )
}
