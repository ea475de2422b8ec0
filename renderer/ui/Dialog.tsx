import { useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { isPressed } from '../commands/keymap.ts'

/**
 * A layer over the whole window: what lies under it waits. Esc and a click beside it close it.
 *
 * The focus goes to what is marked `data-focus-first`, else to the first control. When the layer goes, focus and
 * selection are where they were: the browser gives the focus back, and what was selected, in the page or
 * in a field, is selected again.
 */
export function Dialog({
  label,
  className,
  onKeyDown,
  onClose,
  children,
}: {
  label: string
  className: string | undefined
  /** Keys of its own, before anything in it hears them. */
  onKeyDown?: (event: KeyboardEvent) => void
  onClose: () => void
  children: ReactNode
}) {
  const element = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const dialog = element.current
    if (dialog === null) return undefined
    const restoreSelection = keepSelection()
    dialog.showModal()
    dialog.querySelector<HTMLElement>('[data-focus-first]')?.focus()
    return () => {
      dialog.close()
      restoreSelection()
    }
  }, [])
  return (
    // The keys and the click beside it have their like inside: a dialog is no control.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      ref={element}
      className={className}
      aria-label={label}
      onKeyDownCapture={(event) => {
        if (event.nativeEvent.isComposing) return
        if (!isPressed(event.nativeEvent, 'picker.close')) return onKeyDown?.(event)
        event.preventDefault()
        event.stopPropagation()
        return onClose()
      }}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
    >
      {children}
    </dialog>
  )
}

/** Keeps what is selected: words of the page, or the caret in a field, which no browser gives back with the focus. */
function keepSelection(): () => void {
  const focused = document.activeElement
  if (focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement) {
    const { selectionStart: start, selectionEnd: end, selectionDirection } = focused
    return () => {
      // A box to tick has no caret.
      if (start !== null) focused.setSelectionRange(start, end, selectionDirection ?? 'none')
    }
  }
  const selection = document.getSelection()
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0)
    return () => undefined
  const range = selection.getRangeAt(0).cloneRange()
  return () => {
    if (!range.startContainer.isConnected) return
    document.getSelection()?.removeAllRanges()
    document.getSelection()?.addRange(range)
  }
}
