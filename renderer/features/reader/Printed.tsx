import { useEffect, useLayoutEffect, useMemo, useState } from 'react'
import { createPortal, flushSync } from 'react-dom'
import type { ArticleView } from '../../../shared/api/views.ts'
import type { ArticleEditor } from '../../editor/view.ts'
import { useStore } from '../../stores/store.ts'
import { countOf } from '../../ui/count-of.ts'
import { longDay } from '../../ui/dates.ts'
import { Markdown } from '../../ui/Markdown.tsx'
import { TagSample } from '../../ui/TagSample.tsx'
import type { PlacedAnnotation } from './placed-annotations.ts'
import styles from './Printed.module.css'
import type { ReadingSession } from './reading-session.ts'

type PrintedProps = {
  session: ReadingSession
  editor: ArticleEditor
  article: ArticleView
  placed: readonly PlacedAnnotation[]
}

/**
 * What goes to paper with the article: a head, the names of the tags and the notes beside their lines,
 * below the text what has no line in it, and where the page comes from. It is there only while the
 * window is printed.
 */
export function Printed(props: PrintedProps) {
  return useIsPrinting() ? <OnPaper {...props} /> : null
}

function OnPaper({ session, editor, article, placed }: PrintedProps) {
  const { row, version, versions, metadata } = article
  const beside = useMemo(() => besideLines(placed), [placed])
  const below = placed.filter(({ passage }) => passage === null)
  const coders = [...new Set(placed.map(({ view }) => view.coderName))]
  const published = metadata.published.value?.day
  useLayoutEffect(() => {
    editor.showOnPaper(beside)
    return () => editor.showOnPaper([])
  }, [editor, beside])
  return (
    <>
      {beside.map(({ start, element, items }) =>
        createPortal(
          items.map((item) => (
            <Annotated
              key={item.view.annotation.id}
              session={session}
              item={item}
              hasCoder={coders.length > 1}
            />
          )),
          element,
          String(start),
        ),
      )}
      <div className={styles.head}>
        <span>{row.outlet}</span>
        <span>{published === undefined ? null : longDay(published)}</span>
      </div>
      <section className={styles.foot} aria-label="Source">
        {below.map((item) => (
          <div key={item.view.annotation.id} className={styles.below}>
            {item.isLost ? <q>{item.view.annotation.target.quote?.exact}</q> : 'The whole article'}
            <Annotated session={session} item={item} hasCoder={coders.length > 1} />
          </div>
        ))}
        <p className={styles.source}>
          {row.key} · version {version.number} of {versions.length} · captured{' '}
          {version.capturedAt.slice(0, 16).replace('T', ' ')} UTC
          <br />
          SHA-256 of its text {version.sha256}
          <br />
          {countsOf(placed, coders)}printed from Pressmark
        </p>
      </section>
    </>
  )
}

/** The tags of an annotation, each with its line, and its note. */
function Annotated({
  session,
  item: { view },
  hasCoder,
}: {
  session: ReadingSession
  item: PlacedAnnotation
  hasCoder: boolean
}) {
  const { tags } = useStore(session.codebook.store)
  return (
    <div className={styles.annotated}>
      <div className={styles.tags}>
        {view.tags.length === 0 && view.annotation.note === '' ? <span>Highlight</span> : null}
        {view.tags.map(({ id, path }) => (
          <span key={id} className={styles.tag}>
            <TagSample look={tags.find((tag) => tag.id === id) ?? null} width={14} />
            {path.replaceAll('/', ' / ')}
          </span>
        ))}
        {hasCoder ? <span className={styles.coder}>{view.coderName}</span> : null}
      </div>
      {view.annotation.note === '' ? null : (
        <div className={styles.note}>
          <Markdown markdown={view.annotation.note} />
        </div>
      )}
    </div>
  )
}

/** What begins at the same place, together: `element` goes into the text there. */
function besideLines(
  placed: readonly PlacedAnnotation[],
): { start: number; element: HTMLElement; items: PlacedAnnotation[] }[] {
  const byStart = Map.groupBy(placed, ({ passage }) => passage?.start ?? null)
  return [...byStart].flatMap(([start, items]) =>
    start === null ? [] : [{ start, element: document.createElement('div'), items }],
  )
}

function countsOf(placed: readonly PlacedAnnotation[], coders: readonly string[]): string {
  if (placed.length === 0) return ''
  const passages = placed.filter(({ passage, isLost }) => passage !== null || isLost).length
  const notes = placed.filter(({ view }) => view.annotation.note !== '').length
  return `${countOf(passages, 'passage')}, ${countOf(notes, 'note')} by ${coders.join(', ')} · `
}

/** Whether the window is being printed: drawn before the browser looks at the page. */
function useIsPrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false)
  useEffect(() => {
    const begin = (): void => flushSync(() => setPrinting(true))
    const end = (): void => flushSync(() => setPrinting(false))
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
    return () => {
      window.removeEventListener('beforeprint', begin)
      window.removeEventListener('afterprint', end)
    }
  }, [])
  return isPrinting
}
