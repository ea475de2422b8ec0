import '../../renderer/styles/tokens.css'
import '../../renderer/styles/base.css'
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { page } from 'vitest/browser'
import type { CollectionMember } from '../../shared/domain/collection.ts'
import type { Handed } from '../../renderer/stores/handed.ts'
import type { Tagged } from '../../renderer/stores/tag-many.ts'
import { LiveRegion } from '../../renderer/ui/LiveRegion.tsx'

/** What a place handed to others while it was on screen, oldest first. */
export type HandedOver = {
  collected: (readonly CollectionMember[])[]
  exported: (Handed | null)[]
  tagged: (readonly Tagged[])[]
  onCollect: (members: readonly CollectionMember[]) => void
  onExport: (handed: Handed | null) => void
  onTag: (things: readonly Tagged[]) => void
}

/** Keeps what a place hands over. */
export function keepHandedOver(): HandedOver {
  const kept: Pick<HandedOver, 'collected' | 'exported' | 'tagged'> = {
    collected: [],
    exported: [],
    tagged: [],
  }
  return {
    ...kept,
    onCollect: (members) => void kept.collected.push(members),
    onExport: (handed) => void kept.exported.push(handed),
    onTag: (things) => void kept.tagged.push(things),
  }
}

/** Shows a place in the page as the window does; returns what takes it away and stops its stores. */
export function showPlace(
  place: ReactNode,
  stops: readonly (() => void)[],
  heightPx = 600,
): () => void {
  const host = document.body.appendChild(document.createElement('div'))
  host.style.cssText = `display: grid; grid-template-columns: minmax(0, 1fr); height: ${heightPx}px`
  const root = createRoot(host)
  root.render(
    <>
      {place}
      <LiveRegion />
    </>,
  )
  return () => {
    stops.forEach((stop) => stop())
    root.unmount()
    host.remove()
  }
}

/** The row of a list that holds some words. */
export const rowWith = (words: string | RegExp) => page.getByRole('row').filter({ hasText: words })

/** Elements whose box sticks out of the page at the right, as their names; a narrow window has none. */
export function stickingOut(within: string): string[] {
  const width = document.documentElement.clientWidth
  return [...document.querySelectorAll<HTMLElement>(`${within} *`)]
    .filter((element) => element.getClientRects().length > 0)
    .filter((element) => element.getBoundingClientRect().right > width + 0.5)
    .map((element) => `${element.tagName} ${element.textContent.slice(0, 40)}`)
}
