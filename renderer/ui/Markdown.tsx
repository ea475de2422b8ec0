import { DOMSerializer } from 'prosemirror-model'
import { useLayoutEffect, useMemo, useRef } from 'react'
import styles from './Markdown.module.css'
import { noteSchema } from './note-schema.ts'
import { readNote } from './read-note.ts'

const serializer = DOMSerializer.fromSchema(noteSchema)

/**
 * A note in Markdown, as it reads. Nothing in it is loaded, and its links lead out of the app. What can't
 * be read as Markdown without losing words is shown as it was typed.
 */
export function Markdown({
  markdown,
  isInTabOrder = true,
}: {
  markdown: string
  /** Whether Tab stops at the links: in a list only those of the active row do. */
  isInTabOrder?: boolean
}) {
  const place = useRef<HTMLDivElement>(null)
  const document = useMemo(() => readNote(markdown), [markdown])
  useLayoutEffect(() => {
    const own = place.current
    if (own === null) return
    if (document === null) own.replaceChildren(markdown)
    else own.replaceChildren(serializer.serializeFragment(document.content))
  }, [document, markdown])
  useLayoutEffect(() => {
    const links = place.current?.querySelectorAll('a') ?? []
    for (const link of links) link.tabIndex = isInTabOrder ? 0 : -1
  }, [document, isInTabOrder])
  return (
    <div ref={place} className={styles.markdown} dir="auto" data-as-typed={document === null} />
  )
}
