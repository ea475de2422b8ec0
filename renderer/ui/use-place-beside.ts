import { useLayoutEffect } from 'react'
import { placeBeside } from './place-beside.ts'

const rowInsetPx = 32

/** Keeps a layer beside what asked for it, whatever scrolls or is resized; null: it is placed already. */
export function usePlaceBeside(
  layer: { current: HTMLElement | null },
  beside: HTMLElement | null,
): void {
  useLayoutEffect(() => {
    const own = layer.current
    if (own === null || beside === null) return undefined
    const place = (): void => {
      const size = { width: own.offsetWidth, height: own.offsetHeight }
      const view = { width: window.innerWidth, height: window.innerHeight }
      const box = beside.getBoundingClientRect()
      // A row reaches from edge to edge; what it says begins further in.
      const inset = beside.role === 'row' ? rowInsetPx : 0
      const from = { left: box.left + inset, top: box.top, right: box.right, bottom: box.bottom }
      const { left, top } = placeBeside(from, size, view)
      own.style.setProperty('--left', `${left}px`)
      own.style.setProperty('--top', `${top}px`)
    }
    place()
    const observer = new ResizeObserver(place)
    observer.observe(own)
    window.addEventListener('scroll', place, { capture: true, passive: true })
    window.addEventListener('resize', place)
    return () => {
      observer.disconnect()
      window.removeEventListener('scroll', place, { capture: true })
      window.removeEventListener('resize', place)
    }
  }, [layer, beside])
}
