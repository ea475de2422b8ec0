import { useEffect, useEffectEvent } from 'react'

/** Has the window ask before it closes or reloads while `isNeeded` answers true: words would be lost. */
export function useGuardedClose(isNeeded: () => boolean): void {
  const onUnload = useEffectEvent((event: BeforeUnloadEvent) => {
    if (isNeeded()) event.preventDefault()
  })
  useEffect(() => {
    const listen = (event: BeforeUnloadEvent): void => onUnload(event)
    window.addEventListener('beforeunload', listen)
    return () => window.removeEventListener('beforeunload', listen)
  }, [])
}
