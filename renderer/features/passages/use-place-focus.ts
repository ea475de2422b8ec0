import { useEffect, useEffectEvent, useRef, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { bindKeys } from '../../commands/keymap.ts'
import { announce } from '../../ui/announce.ts'
import { countOf } from '../../ui/count-of.ts'

/** Binds the key that leads to the words to filter by, wherever in the place the focus is. */
export function useFilterKey(
  place: RefObject<HTMLElement | null>,
  words: RefObject<HTMLInputElement | null>,
  /** Whether there is something to filter; else the key is nobody's. */
  isThere: boolean,
  onFilter: () => void,
): void {
  const filter = useEffectEvent(() => {
    // On a narrow window the field is only there once its column has opened; the next key is for it.
    flushSync(onFilter)
    words.current?.focus()
    words.current?.select()
  })
  useEffect(() => {
    if (place.current === null || !isThere) return undefined
    return bindKeys(place.current, { 'list.filter': () => filter() })
  }, [place, isThere])
}

/** Says how many passages a changed filter leaves. */
export function useSpokenCount(count: number | null, filter: unknown): void {
  const spoken = useRef(filter)
  useEffect(() => {
    if (count === null || spoken.current === filter) return
    spoken.current = filter
    announce(countOf(count, 'passage'))
  }, [count, filter])
}

/** Gives the focus to the row that the keyboard was on last. */
export function toList(place: HTMLElement | null): void {
  place?.querySelector<HTMLElement>('[role="row"][tabindex="0"]')?.focus()
}
