import { useEffect, useRef, useState, type ReactNode } from 'react'
import { bindKeys } from '../commands/keymap.ts'
import { Activity } from '../features/activity/Activity.tsx'
import { activityCounts, type ActivityCounts } from '../features/activity/activity-rows.ts'
import { useStore } from '../stores/store.ts'
import type { Stores } from './create-stores.ts'
import { beginPlace } from './into-place.ts'

/** What the rail shows of the tray. */
export type ActivityItem = { isOpen: boolean; counts: ActivityCounts; onToggle: () => void }

/** The tray over every place: opened and closed by the rail or by a key, the focus back where it was. */
export function useActivity({ library, captures, intake, exportDesk, location }: Stores): {
  item: ActivityItem
  tray: ReactNode
} {
  const [isOpen, setOpen] = useState(false)
  const opener = useRef<Element | null>(null)
  const { attempts } = useStore(library.state)
  const underWay = useStore(captures.state)
  const writing = useStore(exportDesk.writing)
  const close = (): void => {
    setOpen(false)
    const last = opener.current
    const isThere = last instanceof HTMLElement && last.isConnected && last !== document.body
    if (isThere) last.focus({ preventScroll: true })
    if (!isThere || document.activeElement !== last) beginPlace()
  }
  const toggle = (): void => {
    if (isOpen) return close()
    opener.current = document.activeElement
    setOpen(true)
  }
  useEffect(() => bindKeys(window, { 'activity.toggle': toggle }))
  const exporting = {
    writing: exportDesk.writing,
    write: exportDesk.write,
    stop: exportDesk.stop,
    show: () => location.go({ place: 'export' }),
  }
  return {
    item: { isOpen, counts: activityCounts(attempts, underWay, writing), onToggle: toggle },
    tray: isOpen ? (
      <Activity tools={{ library, captures, intake, exporting }} onClose={close} />
    ) : null,
  }
}
