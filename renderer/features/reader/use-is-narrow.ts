import { useSyncExternalStore } from 'react'

const query = window.matchMedia('(max-width: 640px)')

/** Whether the window is as narrow as a phone: layers are sheets then, and stripes have two lanes. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      query.addEventListener('change', listener)
      return () => query.removeEventListener('change', listener)
    },
    () => query.matches,
  )
}
