import { useEffect, useState } from 'react'
import { flushSync } from 'react-dom'
import type { ArticleView } from '../../../shared/api/views.ts'
import { useStore } from '../../stores/store.ts'
import { countOf } from '../../ui/count-of.ts'
import { fullMomentOf } from '../../ui/dates.ts'
import { Markdown } from '../../ui/Markdown.tsx'
import { TagSample } from '../../ui/TagSample.tsx'
import type { PlacedAnnotation } from './placed-annotations.ts'
import styles from './Printed.module.css'
import type { ReadingSession } from './reading-session.ts'

/**
 * What goes to paper below the article: its passages with their tags, notes and coders in words, and
 * where the page comes from. It is there only while the window is printed.
 */
export function Printed({
  session,
  article,
  placed,
}: {
  session: ReadingSession
  article: ArticleView
  placed: readonly PlacedAnnotation[]
}) {
  const { tags } = useStore(session.codebook.store)
  const isPrinting = useIsPrinting()
  if (!isPrinting) return null
  const { row, version, versions } = article
  return (
    <section className={styles.printed} aria-label="Passages and source">
      {placed.length === 0 ? null : <h2>{countOf(placed.length, 'passage')}</h2>}
      <ol>
        {placed.map(({ view, passage }) => (
          <li key={view.annotation.id}>
            <q>
              {passage === null
                ? (view.annotation.target.quote?.exact ?? 'The whole article')
                : article.text.slice(passage.start, passage.end)}
            </q>
            <p className={styles.made}>
              {view.tags.map(({ id, path }) => (
                <span key={id} className={styles.tag}>
                  <TagSample look={tags.find((tag) => tag.id === id) ?? null} />
                  {path.replaceAll('/', ' / ')}
                </span>
              ))}
              <span>{view.coderName}</span>
            </p>
            {view.annotation.note === '' ? null : (
              <div className={styles.note}>
                <Markdown markdown={view.annotation.note} />
              </div>
            )}
          </li>
        ))}
      </ol>
      <p className={styles.source}>
        {row.key} · version {version.number} of {versions.length} · captured{' '}
        {fullMomentOf(version.capturedAt)}
        <br />
        SHA-256 of its text {version.sha256} · printed from Pressmark
      </p>
    </section>
  )
}

/** Whether the window is being printed: drawn before the browser looks at the page. */
function useIsPrinting(): boolean {
  const [isPrinting, setPrinting] = useState(false)
  useEffect(() => {
    const begin = (): void => flushSync(() => setPrinting(true))
    const end = (): void => setPrinting(false)
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
    return () => {
      window.removeEventListener('beforeprint', begin)
      window.removeEventListener('afterprint', end)
    }
  }, [])
  return isPrinting
}
