import '../../editor/highlights.css'
import { useEffect, useRef, type ReactNode } from 'react'
import type { PassageView, TagView } from '../../../shared/api/views.ts'
import type { CollectionMember } from '../../../shared/domain/collection.ts'
import type { Id } from '../../../shared/domain/ids.ts'
import { now } from '../../../shared/domain/instant.ts'
import type { CollectionsStore } from '../../stores/collections.ts'
import type { Handed } from '../../stores/handed.ts'
import type { Marks } from '../../stores/marks.ts'
import type { Tagged } from '../../stores/tag-many.ts'
import { useStore } from '../../stores/store.ts'
import { countOf } from '../../ui/count-of.ts'
import { dayOf } from '../../ui/dates.ts'
import { MarkedActions } from '../../ui/MarkedActions.tsx'
import { StatusLine } from '../../ui/StatusLine.tsx'
import { useNeverOnBody } from '../../ui/use-never-on-body.ts'
import { EmptyPassages } from './EmptyPassages.tsx'
import { Filters } from './Filters.tsx'
import { handOver, handOverMarked, memberOf, taggedOf } from './hand-over.ts'
import { passageHints } from './hints.ts'
import { NoneFits } from './NoneFits.tsx'
import { PassageList } from './PassageList.tsx'
import type { PassagesState, PassagesStore } from './passages-store.ts'
import styles from './Passages.module.css'
import { PassagesHead } from './PassagesHead.tsx'
import { Troubles } from './Troubles.tsx'
import { useFilterColumn } from './use-filter-column.ts'
import { toList, useFilterKey, useSpokenCount } from './use-place-focus.ts'
import { useShownPassages } from './use-shown-passages.ts'
import { useTakingOut } from './use-taking-out.ts'

/** Every tagged passage of the library: to filter, to read in context, to collect and to export. */
export function Passages({
  passages: store,
  collections,
  marks,
  lastOpened,
  onOpen,
  onCollect,
  onTag,
  onExport,
  tagCard,
}: {
  passages: PassagesStore
  collections: CollectionsStore
  /** The annotations that are marked. */
  marks: Marks
  /** The annotation that was opened last: its row is where the keyboard begins. */
  lastOpened: Id | null
  onOpen: (passage: PassageView) => void
  /** Asks for a collection beside an element, and adds to it. */
  onCollect: (members: readonly CollectionMember[], beside: HTMLElement) => void
  /** Asks for a tag beside an element, and tags passages with it. */
  onTag: (things: readonly Tagged[], beside: HTMLElement) => void
  /** Null: everything there is. */
  onExport: (handed: Handed | null) => void
  /** Draws what the chosen tag means, to be changed. */
  tagCard: (tag: TagView) => ReactNode
}) {
  useEffect(() => store.start(), [store])
  const on = useShownPassages(store, collections)
  const { state, shown, filter, tag, collection, facets, change } = on
  const marked = useStore(marks.store)
  const markedPassages = state.passages.filter(({ view }) => marked.has(view.annotation.id))
  const place = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const words = useRef<HTMLInputElement>(null)
  const column = useFilterColumn(place)
  const takingOut = useTakingOut(collections)
  useNeverOnBody(() => heading.current)
  useSpokenCount(state.phase === 'ready' ? shown.length : null, filter)
  const these = (passage: PassageView): PassageView[] =>
    markedPassages.length > 0 ? markedPassages : [passage]
  const exportShown = (): void => onExport(handOver(shown, filter, { tag, collection }))
  const exportThese = (): void =>
    markedPassages.length > 0 ? onExport(handOverMarked(markedPassages)) : exportShown()
  const isEmpty = state.phase === 'ready' && state.passages.length === 0 && state.failure === null
  useFilterKey(place, words, !isEmpty, column.open)
  return (
    <main ref={place} className={styles.passages}>
      {isEmpty ? (
        <EmptyPassages heading={heading} unread={state.unread} />
      ) : (
        <div className={styles.columns}>
          <Filters
            id={column.id}
            words={words}
            filter={on.typedFilter}
            facets={facets}
            isOpen={column.isOpen}
            card={tag === null ? null : tagCard(tag)}
            onFilter={change}
            onClose={column.close}
            onLeave={() => toList(place.current)}
          />
          <div className={styles.shown}>
            <PassagesHead
              heading={heading}
              filter={filter}
              facets={facets}
              tag={tag}
              collection={collection}
              passages={shown.length}
              outlets={new Set(shown.flatMap(({ outlet }) => outlet ?? [])).size}
              filters={column}
              onFilter={change}
              onExport={exportShown}
            />
            <Troubles
              failure={state.failure ?? on.problem}
              unread={state.unread}
              onAgain={() => void store.refresh()}
              takingOut={takingOut}
              collection={collection}
              passages={state.passages}
            />
            <PassageList
              isLoading={state.phase === 'loading'}
              passages={shown}
              tags={state.tags}
              chosenTag={tag}
              collection={collection}
              marks={marks}
              today={dayOf(now())}
              lastOpened={lastOpened}
              onOpen={onOpen}
              onCollect={(passage, beside) => onCollect(these(passage).map(memberOf), beside)}
              onTag={(passage, beside) => onTag(these(passage).map(taggedOf), beside)}
              onExport={exportThese}
              onTakeOut={takingOut.takeOut}
              noneFits={<NoneFits filter={filter} tags={state.tags} onFilter={change} />}
            />
          </div>
        </div>
      )}
      <StatusLine hints={isEmpty ? [] : passageHints(shown.length, markedPassages.length)}>
        <MarkedActions
          marked={markedPassages.length}
          hidden={markedPassages.filter((passage) => !shown.includes(passage)).length}
          onTag={(button) => onTag(markedPassages.map(taggedOf), button)}
          onCollect={(button) => onCollect(markedPassages.map(memberOf), button)}
          onExport={exportThese}
          onClear={() => {
            marks.clear()
            toList(place.current)
          }}
        />
        {isEmpty ? null : <span>{countsOf(shown.length, state)}</span>}
      </StatusLine>
    </main>
  )
}

/** How many passages are shown, of how many where a filter hides some. */
function countsOf(shown: number, { phase, passages }: PassagesState): string {
  if (phase === 'loading') return ''
  const all = passages.length
  const total = countOf(all, 'passage')
  return shown === all ? total : `${shown.toLocaleString('en-GB')} of ${total}`
}
