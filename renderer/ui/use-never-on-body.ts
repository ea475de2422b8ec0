import { useEffect, useLayoutEffect, useRef } from 'react'

/**
 * When what had the focus is gone, what `find` finds has it, never the page itself. On its way from one
 * control to the next, and while a mouse button is down, the focus is on the page for a moment: that is
 * left alone.
 */
export function useNeverOnBody(find: () => HTMLElement | null | undefined): void {
  const isMoving = useRef(false)
  useLayoutEffect(() => {
    const { body, activeElement } = document
    if (activeElement === body && !isMoving.current) find()?.focus({ preventScroll: true })
  })
  useEffect(() => {
    const onOut = ({ relatedTarget }: FocusEvent): void => {
      isMoving.current = relatedTarget !== null
    }
    const onIn = (): void => {
      isMoving.current = false
    }
    const onPress = (): void => {
      isMoving.current = true
    }
    // Before the controls hear of it, and draw something.
    window.addEventListener('focusout', onOut, true)
    window.addEventListener('focusin', onIn, true)
    window.addEventListener('mousedown', onPress, true)
    window.addEventListener('mouseup', onIn, true)
    return () => {
      window.removeEventListener('focusout', onOut, true)
      window.removeEventListener('focusin', onIn, true)
      window.removeEventListener('mousedown', onPress, true)
      window.removeEventListener('mouseup', onIn, true)
    }
  }, [])
}
