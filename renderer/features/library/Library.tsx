import { FilePlus } from 'lucide-react'
import { useRef } from 'react'
import type { CollectionMember } from '../../../shared/domain/collection.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import type { ListPlace } from '../../../shared/domain/session.ts'
import { now } from '../../../shared/domain/instant.ts'
import type { Captures } from '../../stores/captures.ts'
import type { CodebookStore } from '../../stores/codebook.ts'
import { articleKey } from '../../stores/failed-captures.ts'
import type { Handed } from '../../stores/handed.ts'
import type { LibraryState, LibraryStore } from '../../stores/library-store.ts'
import type { Marks } from '../../stores/marks.ts'
import type { Tagged } from '../../stores/tag-many.ts'
import { useStore, type Store } from '../../stores/store.ts'
import { Button } from '../../ui/Button.tsx'
import { countOf } from '../../ui/count-of.ts'
import { dayOf } from '../../ui/dates.ts'
import { hintOf } from '../../ui/hint-of.ts'
import { MarkedActions } from '../../ui/MarkedActions.tsx'
import { StatusLine, type KeyHint } from '../../ui/StatusLine.tsx'
import { withCount } from '../../ui/with-count.ts'
import { Filtered } from './Filtered.tsx'
import { AddFile } from './AddFile.tsx'
import { AddressBox } from './AddressBox.tsx'
import type { Intake } from './intake.ts'
import styles from './Library.module.css'
import { LibraryList } from './LibraryList.tsx'
import { folderWords } from './folder-words.ts'
import { isFiltered, type LibraryFilter } from './library-filter.ts'
import { libraryRows, type Row } from './library-rows.ts'
import { PasteTextForm } from './PasteTextForm.tsx'
import { Problems } from './Problems.tsx'
import { handOver, memberOf, taggedOf } from './selection.ts'
import { useLibraryFilter, type FilteredArticles } from './use-library-filter.ts'

/** The list of articles, and everything that brings a new one in. */
export function Library({
  library,
  captures,
  intake,
  marks,
  filter: filterStore,
  codebook,
  lastRead,
  listPlace,
  onOpen,
  onCollect,
  onTag,
  onExport,
  onVerify,
}: {
  library: LibraryStore
  captures: Captures
  intake: Intake
  /** The articles that are marked. */
  marks: Marks
  /** What the list is filtered by; it outlives the place. */
  filter: Store<LibraryFilter>
  codebook: CodebookStore
  /** The article that was open last: its row is where the keyboard begins. */
  lastRead: Id | null
  /** Where the list is scrolled to; it begins there again. */
  listPlace: Store<ListPlace | null>
  onOpen: (articleId: Id) => void
  /** Asks for a collection beside an element, and adds to it. */
  onCollect: (members: readonly CollectionMember[], beside: HTMLElement) => void
  /** Asks for a tag beside an element, and tags whole articles with it. */
  onTag: (things: readonly Tagged[], beside: HTMLElement) => void
  onExport: (handed: Handed) => void
  /** Reads every file again. */
  onVerify: () => void
}) {
  const state = useStore(library.state)
  const underWay = useStore(captures.state)
  const { draft } = useStore(intake.state)
  const today = dayOf(now())
  const filtered = useLibraryFilter(filterStore, codebook, state.articles, underWay)
  const rows = libraryRows(filtered.shown, state.attempts, underWay, today)
  const hasNothing =
    state.phase === 'ready' &&
    rows.length === 0 &&
    state.articles.length === 0 &&
    state.failure === null
  const isEmpty = hasNothing && draft === null
  const marked = useStore(marks.store)
  const markedArticles = state.articles.filter(({ row }) => marked.has(row.id))
  const place = useRef<HTMLElement>(null)
  return (
    <main ref={place} className={styles.library} data-empty={isEmpty}>
      <h1 className={isEmpty ? styles.invitation : 'visually-hidden'}>
        {isEmpty ? 'Nothing archived yet' : 'Library'}
      </h1>
      <div className={styles.top} data-print="no">
        <AddressBox intake={intake} isInvitation={isEmpty} />
        {isEmpty ? null : <AddFile isInline={false} />}
      </div>
      {isEmpty ? <Invitation /> : null}
      {draft === null ? null : <PasteTextForm intake={intake} draft={draft} />}
      <Problems state={state} isAside={draft !== null} onAgain={() => void library.refresh()} />
      <Filtered place={place} filtered={filtered}>
        {rows.length === 0 ? (
          <div className={styles.rest}>
            {state.phase === 'loading' ? <p>Reading the library…</p> : null}
          </div>
        ) : (
          <LibraryList
            rows={rows}
            underWay={underWay}
            today={today}
            tools={{ intake, captures, library }}
            marks={marks}
            initialKey={lastRead === null ? null : articleKey(lastRead)}
            listPlace={listPlace}
            onOpen={onOpen}
            onCollect={(item, beside) =>
              onCollect((markedArticles.length > 0 ? markedArticles : [item]).map(memberOf), beside)
            }
            onTag={(item, beside) =>
              onTag((markedArticles.length > 0 ? markedArticles : [item]).map(taggedOf), beside)
            }
            onExport={(item) =>
              onExport(handOver(markedArticles.length > 0 ? markedArticles : [item]))
            }
          />
        )}
      </Filtered>
      <StatusLine
        hints={hints(rows.length, {
          articles: state.articles.length,
          marked: markedArticles.length,
          hasFilters: filtered.facets !== null,
        })}
      >
        <MarkedActions
          marked={markedArticles.length}
          hidden={markedArticles.filter((item) => !filtered.shown.includes(item)).length}
          onTag={(button) => onTag(markedArticles.map(taggedOf), button)}
          onCollect={(button) => onCollect(markedArticles.map(memberOf), button)}
          onExport={() => onExport(handOver(markedArticles))}
          onClear={() => {
            marks.clear()
            document.querySelector<HTMLElement>('main [role="row"][tabindex="0"]')?.focus()
          }}
        />
        <span>{counts(state.articles.length, filtered, rows)}</span>
        <WhichLibrary
          state={state}
          // Of marked rows the foot says what can be done with them.
          onVerify={markedArticles.length === 0 ? onVerify : null}
        />
      </StatusLine>
    </main>
  )
}

/** Where the library lies, and a way to have every file of it read again. */
function WhichLibrary({
  state: { info, articles },
  onVerify,
}: {
  state: LibraryState
  onVerify: (() => void) | null
}) {
  return (
    <>
      {info === null || info.isSample ? null : (
        <span title={info.folder}>in {folderWords(info.folder)}</span>
      )}
      {articles.length === 0 || onVerify === null ? null : (
        <Button look="text" onClick={onVerify}>
          Verify
        </Button>
      )}
    </>
  )
}

function Invitation() {
  return (
    <>
      <p className={styles.more}>
        Or drop addresses, saved pages and text files anywhere in this window, or paste the whole
        text of an article.
      </p>
      <div className={styles.file}>
        <FilePlus size={18} strokeWidth={1.5} aria-hidden="true" />
        <span>For a page that you saved from your browser:</span>
        <AddFile isInline />
      </div>
    </>
  )
}

/** What is there, what is under way and what failed, wherever the list happens to be scrolled. */
function counts(
  articles: number,
  { filter, shown }: FilteredArticles,
  rows: readonly Row[],
): string {
  const underWay = rows.filter(({ kind }) => kind === 'capture').length
  const failed = rows.filter(({ kind }) => kind === 'failed').length
  return [
    `${isFiltered(filter) ? `${shown.length} of ` : ''}${countOf(articles, 'article')}`,
    ...(underWay === 0 ? [] : [`${underWay} under way`]),
    ...(failed === 0 ? [] : [`${failed} not captured`]),
  ].join(' · ')
}

/** The keys that help in the list; what is tagged, collected and exported is what is marked, where something is. */
function hints(
  rows: number,
  { articles, marked, hasFilters }: { articles: number; marked: number; hasFilters: boolean },
): KeyHint[] {
  const everywhere = [hintOf('capture.paste'), hintOf('address.focus')]
  const filter = hasFilters ? [hintOf('list.filter')] : []
  if (rows === 0) return [...filter, ...everywhere]
  const forArticles = [
    hintOf('list.mark'),
    withCount(hintOf('list.tag'), marked),
    withCount(hintOf('list.collect'), marked),
    withCount(hintOf('list.export'), marked),
  ]
  return [
    hintOf('list.next', 'list.previous'),
    hintOf('list.open'),
    ...(articles === 0 ? [] : forArticles),
    ...filter,
    ...everywhere,
  ]
}
