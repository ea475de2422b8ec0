import { useId, useState, type RefObject } from 'react'

/** The column of filters, which a narrow window opens and closes. */
export type FilterColumn = {
  id: string
  isOpen: boolean
  open: () => void
  /** Closes it; the focus goes to the button that opens it. */
  close: () => void
  onToggle: () => void
}

/** Keeps whether the column of filters is open. */
export function useFilterColumn(place: RefObject<HTMLElement | null>): FilterColumn {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  return {
    id,
    isOpen,
    open: () => setOpen(true),
    close() {
      setOpen(false)
      place.current?.querySelector<HTMLElement>(`[aria-controls="${CSS.escape(id)}"]`)?.focus()
    },
    onToggle: () => setOpen(!isOpen),
  }
}
