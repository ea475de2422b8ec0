import { useStore } from '../stores/store.ts'
import { announcement } from './announce.ts'

/** The window's one live region; {@link announce} speaks through it. Mount it once. */
export function LiveRegion() {
  const { number, text } = useStore(announcement)
  return (
    <output className="visually-hidden" aria-live="polite" aria-atomic="true">
      <span key={number}>{text}</span>
    </output>
  )
}
