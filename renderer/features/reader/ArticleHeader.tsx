import { X } from 'lucide-react'
import { useMemo } from 'react'
import { createPortal } from 'react-dom'
import { articleKey } from '../../../shared/domain/article-key.ts'
import { onlyClaimed } from '../../../shared/domain/provenance.ts'
import type { AnnotationView, ArticleView } from '../../../shared/api/views.ts'
import { useStore } from '../../stores/store.ts'
import { addressOf } from '../../ui/address-of.ts'
import { keyNames } from '../../commands/keymap.ts'
import { isMac } from '../../ui/platform.ts'
import { KeyCap } from '../../ui/KeyCap.tsx'
import styles from './ArticleHeader.module.css'
import { dayOf, longDay } from '../../ui/dates.ts'
import { wordsOfNote } from '../../ui/read-note.ts'
import { openNote, tagArticle, takeTagOff, targetOf } from './marking.ts'
import type { PlacedAnnotation } from './placed-annotations.ts'
import { annotationSubject, turnTo } from './reading.ts'
import type { ReadingSession } from './reading-session.ts'
import { TagSample } from '../../ui/TagSample.tsx'

/** Under headline and standfirst: who wrote it, when, how long it is, and the tags of the whole article. */
export function ArticleHeader({
  session,
  slot,
  article,
  placed,
}: {
  session: ReadingSession
  slot: HTMLElement
  article: ArticleView
  placed: readonly PlacedAnnotation[]
}) {
  const words = useMemo(() => countWords(article.body), [article.body])
  const { authors, published, title } = article.metadata
  const byline = [
    authors.value === null || authors.value.length === 0 ? null : `By ${authors.value.join(', ')}`,
    published.value === null ? null : longDay(published.value.day),
  ].filter((part) => part !== null)
  const address = addressOf(article.row.key)
  // Where words are held the key is about them.
  const { isNothing } = targetOf(session, useStore(session.reading))
  const hasTitle = slot.previousElementSibling !== null
  const whole = placed.filter(({ passage, isLost }) => passage === null && !isLost)
  return createPortal(
    <>
      {hasTitle ? null : <h1>{title.value ?? article.row.title}</h1>}
      <div className={styles.byline}>
        <span>
          {byline.join(' · ')}
          {byline.length > 0 && address !== null ? ' · ' : null}
          {address === null ? null : <Site {...address} />}
          <FileClaim article={article} isFirst={byline.length === 0 && address === null} />
        </span>
        <span className={styles.facts}>
          <button
            type="button"
            className={styles.add}
            data-print="no"
            onClick={() => tagArticle(session)}
          >
            Tag the whole article{' '}
            {isNothing ? <KeyCap name={keyNames('article.tag', isMac)} /> : null}
          </button>
          <span>{words === 1 ? '1 word' : `${words.toLocaleString('en')} words`}</span>
        </span>
      </div>
      {whole.length === 0 ? null : (
        <section className={styles.whole} aria-label="Tags of the whole article" data-print="no">
          {whole.map((item) => (
            <WholeArticle key={item.view.annotation.id} session={session} placed={item} />
          ))}
        </section>
      )}
      <div className={styles.foot} />
    </>,
    slot,
  )
}

function Site({ href, site }: { href: string; site: string }) {
  return (
    <a href={href} title={href} target="_blank" rel="noopener noreferrer">
      {site}
    </a>
  )
}

/** Where and when the page was saved by the word of its file alone, and told as that. */
function FileClaim({ article, isFirst }: { article: ArticleView; isFirst: boolean }) {
  const { provenance } = article.version
  const claims = provenance.kind === 'imported' ? (provenance.fileClaims ?? null) : null
  if (claims === null) return null
  const isGiven = onlyClaimed(article.row.key, provenance) === null
  // An address that the researcher gave stands there already; the file may tell another.
  const told = isGiven && articleAddress(claims.url) === article.row.key ? null : claims.url
  if (told === null && claims.savedAt === null) return null
  const address = told === null ? null : addressOf(told)
  return (
    <>
      {isFirst ? 'Saved' : ' · saved'}
      {address === null ? null : ' from '}
      {address === null ? null : <Site {...address} />}
      {claims.savedAt === null ? null : ` on ${longDay(dayOf(claims.savedAt))}`}, says the file
    </>
  )
}

function articleAddress(url: string | null): string | null {
  return url === null ? null : articleKey(new URL(url))
}

function WholeArticle({ session, placed }: { session: ReadingSession; placed: PlacedAnnotation }) {
  const { tags } = useStore(session.codebook.store)
  const { view } = placed
  return (
    <>
      {view.tags.map(({ id, path }) => (
        <span
          key={id}
          className={styles.tag}
          title={view.isMine ? path : `${path}, ${view.coderName}`}
        >
          <TagSample look={tags.find((tag) => tag.id === id) ?? null} />
          {path.replaceAll('/', ' / ')}
          {view.isMine ? (
            <button
              type="button"
              aria-label={`Take ${path} off the article`}
              onClick={() => void takeTagOff(session, view, id)}
            >
              <X size={14} aria-hidden="true" />
            </button>
          ) : null}
        </span>
      ))}
      <WholeArticleNote session={session} placed={placed} view={view} />
    </>
  )
}

function WholeArticleNote({
  session,
  placed,
  view,
}: {
  session: ReadingSession
  placed: PlacedAnnotation
  view: AnnotationView
}) {
  const { note } = view.annotation
  if (!view.isMine)
    return note === '' ? null : <span className={styles.note}>{wordsOfNote(note)}</span>
  const write = (): void => {
    session.reading.set((reading) => turnTo(reading, annotationSubject(placed), 'none'))
    openNote(session)
  }
  return (
    <button type="button" className={note === '' ? styles.add : styles.note} onClick={write}>
      {note === '' ? 'Note' : wordsOfNote(note)}
    </button>
  )
}

function countWords(body: string): number {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })
  let count = 0
  for (const { isWordLike } of segmenter.segment(body)) if (isWordLike === true) count += 1
  return count
}
