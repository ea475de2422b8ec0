import { MessageSquare } from 'lucide-react'
import type { PassageView, TagView } from '../../../shared/api/views.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { hashOf } from '../../stores/location.ts'
import { Button } from '../../ui/Button.tsx'
import { countOf } from '../../ui/count-of.ts'
import { dayOf, longDay, shortDay } from '../../ui/dates.ts'
import { Markdown } from '../../ui/Markdown.tsx'
import { MarkBox } from '../../ui/MarkBox.tsx'
import { TagSample } from '../../ui/TagSample.tsx'
import styles from './PassageCells.module.css'
import { placeOfPassage } from './passage-place.ts'
import { excerptOf, type PassageRow } from './passage-rows.ts'

/** What a row of a passage shows and does. */
export type PassageCellsProps = {
  passage: PassageView
  tags: ReadonlyMap<Id, TagView>
  /** The tag that the list is filtered by: it gives the line, and needn't be named on each row. */
  chosenTag: TagView | null
  today: string
  isActive: boolean
  isMarked: boolean
  onMark: () => void
  /** What takes the passage, or the whole article that it is there with, out of the collection shown. */
  takingOut: { isWithArticle: boolean; run: () => void } | null
}

/** The head over the passages of one article: its title, outlet and date. */
export function ArticleHead({
  row: { article, passages },
  today,
}: {
  row: Extract<PassageRow, { kind: 'article' }>
  today: string
}) {
  const { title, outlet, published, capturedAt } = article
  const date =
    published === null
      ? capturedAt === null
        ? null
        : `captured ${shortDay(dayOf(capturedAt), today)}`
      : shortDay(published, today)
  return (
    <td className={styles.head}>
      <h2 dir="auto">{title}</h2>
      <p>
        {outlet === null ? null : <span dir="auto">{outlet}</span>}
        {date === null ? null : <span>{date}</span>}
      </p>
      <span className={styles.count} aria-label={countOf(passages, 'passage')}>
        {passages}
      </span>
    </td>
  )
}

/** The cells of a passage: its words in their context, what was made of them, where they stand. */
export function PassageCells(props: PassageCellsProps) {
  const { passage, tags, chosenTag, today, isActive, isMarked, onMark, takingOut } = props
  const { annotation, coderName } = passage.view
  const { note, createdAt } = annotation
  const named = passage.view.tags.filter(({ id }) => id !== chosenTag?.id)
  return (
    <>
      <td className={styles.mark}>
        <MarkBox isMarked={isMarked} isActive={isActive} onToggle={onMark} />
      </td>
      <td className={styles.main}>
        <Words passage={passage} tags={tags} chosenTag={chosenTag} />
        {named.length === 0 && note === '' ? null : (
          <div className={styles.made}>
            {named.map(({ id, path }) => (
              <span key={id} className={styles.tag} title={path.replaceAll('/', ' / ')}>
                <TagSample look={tags.get(id) ?? null} width={16} />
                <span dir="auto">{path.slice(path.lastIndexOf('/') + 1)}</span>
              </span>
            ))}
            {note === '' ? null : (
              <div className={styles.note}>
                <MessageSquare size={14} strokeWidth={1.5} aria-label="Note:" />
                <div className={styles.markdown}>
                  <Markdown markdown={note} isInTabOrder={isActive} />
                </div>
              </div>
            )}
          </div>
        )}
      </td>
      <td className={styles.facts}>
        <time dateTime={createdAt} title={`Tagged on ${longDay(dayOf(createdAt))}`}>
          {shortDay(dayOf(createdAt), today)}
        </time>
        <span>{placeOfPassage(passage)}</span>
        <span className={styles.coder}>
          <span dir="auto">{coderName}</span>
          {takingOut === null || takingOut.isWithArticle ? null : (
            <Button
              look="text"
              tabIndex={isActive ? 0 : -1}
              aria-label="Take out of this collection"
              onClick={takingOut.run}
            >
              Take out
            </Button>
          )}
        </span>
        {takingOut?.isWithArticle === true ? (
          <WithArticle isActive={isActive} onTakeOut={takingOut.run} />
        ) : null}
      </td>
    </>
  )
}

/** Says that the passage is in the collection only since its whole article is. */
function WithArticle({ isActive, onTakeOut }: { isActive: boolean; onTakeOut: () => void }) {
  return (
    <span className={styles.withArticle}>
      <span title="It is in this collection only as part of the whole article.">
        With its whole article
      </span>
      <Button
        look="text"
        tabIndex={isActive ? 0 : -1}
        aria-label="Take the whole article out of this collection"
        onClick={onTakeOut}
      >
        Take the article out
      </Button>
    </span>
  )
}

function Words({
  passage,
  tags,
  chosenTag,
}: Pick<PassageCellsProps, 'passage' | 'tags' | 'chosenTag'>) {
  const { articleId, view } = passage
  const { id, target } = view.annotation
  const { before, after } = excerptOf(passage)
  const place = {
    place: 'reader',
    articleId,
    annotationId: id,
    versionId: target.versionId,
  } as const
  return (
    <p className={styles.words} dir="auto">
      {before}
      <a href={hashOf(place)} tabIndex={-1}>
        <mark className={markClass(passage, tags, chosenTag)}>
          {target.quote?.exact ?? 'Whole article'}
        </mark>
      </a>
      {after}
    </p>
  )
}

const lineNames = ['solid', 'double', 'dashed', 'heavy']

/** The chosen tag draws the line, or the first tag below it, or else the first of all. */
function markClass(
  { view }: PassageView,
  tags: ReadonlyMap<Id, TagView>,
  chosenTag: TagView | null,
): string {
  const own = view.tags.flatMap(({ id }) => tags.get(id) ?? [])
  const branch = chosenTag === null ? '' : `${chosenTag.path}/`
  const look =
    own.find(({ id }) => id === chosenTag?.id) ??
    own.find(({ path }) => branch !== '' && path.startsWith(branch)) ??
    own[0]
  if (look === undefined) return 'highlight'
  return `highlight hue-${look.hue} line-${lineNames[look.lineStyle] ?? 'solid'}`
}
