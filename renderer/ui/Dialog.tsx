import { useLayoutEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { isPressed } from '../commands/keymap.ts'

/**
 * A layer over the whole window: what lies under it waits. Esc and a click beside it close it.
 *
 * The focus goes to what is marked `data-focus-first`, else to the first control. When it goes, focus and selection are where they were: the browser gives the focus back, and the words
 * that were selected in the page are selected again.
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
    const selected = selectedRange()
    dialog.showModal()
    dialog.querySelector<HTMLElement>('[data-focus-first]')?.focus()
    return () => {
      dialog.close()
      if (selected?.startContainer.isConnected !== true) return
      document.getSelection()?.removeAllRanges()
      document.getSelection()?.addRange(selected)
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

/** The words of the page that are selected; what is selected in a field, the field keeps itself. */
function selectedRange(): Range | null {
  const selection = document.getSelection()
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null
  return selection.getRangeAt(0).cloneRange()
}
